import { movieFacts, type AudioFacts } from '@segue/protocol';
import type { Row } from '@segue/storage';
import { FLICKS_PER_SECOND, samplesToFlicks } from '@segue/timecode';

/** Longer than any film: a stamp beyond this is the time of day at which something was recorded. */
const LONGEST_FILM_FLICKS = 12 * 3600 * FLICKS_PER_SECOND;

/**
 * Where the file's BWF time stamp places its first sample, as an absolute picture position in flicks; null when it has
 * no stamp or the stamp lies outside the picture.
 */
export function stampedPosition(
  { timeReference, sampleRate }: Pick<AudioFacts, 'timeReference' | 'sampleRate'>,
  filmStartFlicks: number,
  cut: Pick<Row<'cuts'>, 'start_flicks' | 'movie_facts'> | undefined,
): number | null {
  // Beyond a day's worth of samples it is no time of day, and may be more than flicks can count.
  if (timeReference === null || timeReference > 24 * 3600 * sampleRate) return null;
  const position = samplesToFlicks(timeReference, sampleRate);
  const start = cut?.start_flicks ?? filmStartFlicks;
  const movie = movieFacts.safeParse(cut?.movie_facts);
  const length = movie.success ? movie.data.lengthFlicks : LONGEST_FILM_FLICKS;
  return position >= start && position < start + length ? position : null;
}
