import type { Hit } from '@segue/review-document';
import { useMemo } from 'react';
import { useHits, useSpotting } from '../../realtime/use-spotting';

/** The hits of a cue as they stand on the spotting sheet, which opens it in the name of this person. */
export function useCueHits(
  filmId: string,
  cueId: string,
  person: { readonly id: string; readonly name: string },
): readonly Hit[] {
  const hits = useHits(useSpotting(filmId, person));
  return useMemo(() => hits.filter(({ cue }) => cue === cueId), [hits, cueId]);
}
