import type { AudioFacts } from '@segue/protocol';
import { samplesToFlicks } from '@segue/timecode';

type Stamped = Pick<AudioFacts, 'timeReference' | 'sampleRate' | 'samples'>;

/**
 * How far after the mix a stem begins, in flicks, by the time stamps of both (BWF); negative where it begins before. 0 when
 * one of them has none, or when the two would not sound together: then the stamps speak of different things.
 */
export function stemOffset(stem: Stamped, mix: Stamped): number {
  const [stemStart, mixStart] = [startOf(stem), startOf(mix)];
  if (stemStart === null || mixStart === null) return 0;
  const offset = stemStart - mixStart;
  const overlaps = offset < lengthOf(mix) && offset > -lengthOf(stem);
  return overlaps ? offset : 0;
}

function startOf({ timeReference, sampleRate }: Stamped): number | null {
  // Beyond a day's worth of samples it is no time of day, and may be more than flicks can count.
  if (timeReference === null || timeReference > 24 * 3600 * sampleRate) return null;
  return samplesToFlicks(timeReference, sampleRate);
}

function lengthOf({ samples, sampleRate }: Stamped): number {
  return samplesToFlicks(samples, sampleRate);
}
