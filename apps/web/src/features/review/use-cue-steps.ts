import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { cuesQuery } from '../../api/cues';

/** Leads to the cue before and the one after this one, in film order. */
export function useCueSteps(
  filmId: string,
  cueId: string,
): Readonly<Record<'previousCue' | 'nextCue', () => void>> {
  const { data: cues } = useQuery(cuesQuery(filmId));
  const navigate = useNavigate();
  return useMemo(() => {
    const step = (by: number) => {
      const here = cues?.findIndex(({ id }) => id === cueId) ?? -1;
      const next = here === -1 ? undefined : cues?.[here + by];
      if (next) void navigate({ to: '/films/$filmId/cues/$cueId', params: { filmId, cueId: next.id } });
    };
    return {
      previousCue: () => {
        step(-1);
      },
      nextCue: () => {
        step(1);
      },
    };
  }, [cues, filmId, cueId, navigate]);
}
