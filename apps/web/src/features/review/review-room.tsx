import { useSuspenseQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { cueQuery } from '../../api/cues';
import { cutsQuery, cutToShow } from '../../api/cuts';
import { filmQuery } from '../../api/films';
import { peopleQuery } from '../../api/people';
import { versionsQuery } from '../../api/versions';
import type { ReviewRoomProps } from './review-room-props';
import { Room } from './room';

/** The review room of a cue: fetches what it is about, and chooses version and cut. Suspends while fetching. */
export function ReviewRoom(props: ReviewRoomProps) {
  const { filmId, cueId, target } = props;
  const [film, cue, cuts, versions, people] = useSuspenseQueries({
    queries: [
      filmQuery(filmId),
      cueQuery(cueId),
      cutsQuery(filmId),
      versionsQuery(cueId),
      peopleQuery(filmId),
    ],
  });
  const [cutId, setCutId] = useState<string | null>(null);
  const version =
    versions.data.find(({ number }) => number === target.version) ?? versions.data.at(-1) ?? null;
  return (
    <Room
      {...props}
      film={film.data}
      cue={cue.data}
      cuts={cuts.data}
      versions={versions.data}
      members={people.data.members}
      version={version}
      cut={cuts.data.find(({ id }) => id === cutId) ?? cutToShow(cuts.data)}
      onCut={setCutId}
    />
  );
}
