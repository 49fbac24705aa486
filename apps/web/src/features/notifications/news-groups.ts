import type { Notice } from '@segue/protocol';

/** So many notes of one cue are shown one by one; the others are counted, so that fifty notes stay one calm group. */
const NOTES_SHOWN = 3;

/** The news of one cue, or of the film itself. */
interface CueNews {
  readonly cue: Notice['cue'];
  /** Newest first, with closed rounds before everything else. */
  readonly notices: readonly Notice[];
  /** Notes that are not shown by themselves. */
  readonly more: readonly Notice[];
}

export interface FilmNews {
  readonly film: Notice['film'];
  readonly cues: readonly CueNews[];
}

/** Puts news together by film and cue, each where its newest stands. */
export function groupNews(notices: readonly Notice[]): FilmNews[] {
  return grouped(notices, ({ film }) => film.id).map((ofFilm) => ({
    // A group has at least one.
    film: (ofFilm[0] as Notice).film,
    cues: grouped(ofFilm, ({ cue }) => cue?.id ?? '').map((ofCue) => ({
      cue: (ofCue[0] as Notice).cue,
      ...folded(ofCue),
    })),
  }));
}

function folded(notices: readonly Notice[]): Pick<CueNews, 'notices' | 'more'> {
  const more = notices.filter(({ kind }) => kind === 'note').slice(NOTES_SHOWN);
  const shown = notices.filter((notice) => !more.includes(notice));
  const isRound = ({ kind }: Notice): boolean => kind === 'round';
  return { notices: [...shown.filter(isRound), ...shown.filter((notice) => !isRound(notice))], more };
}

function grouped(notices: readonly Notice[], keyOf: (notice: Notice) => string): Notice[][] {
  const groups = new Map<string, Notice[]>();
  for (const notice of notices) {
    const group = groups.get(keyOf(notice));
    if (group) group.push(notice);
    else groups.set(keyOf(notice), [notice]);
  }
  return [...groups.values()];
}
