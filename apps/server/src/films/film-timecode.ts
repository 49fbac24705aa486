import { Refusal } from '@segue/protocol';
import {
  frameToFlicks,
  parseTimecodeTolerant,
  type Flicks,
  type FrameRateName,
  type TimecodeFormat,
} from '@segue/timecode';
import type { Row } from '@segue/storage';

/** How a film counts its frames. */
export function timecodeFormat(film: Pick<Row<'films'>, 'rate' | 'drop_frame'>): TimecodeFormat {
  return { rate: film.rate as FrameRateName, dropFrame: film.drop_frame };
}

/**
 * The absolute position in flicks that a start timecode names.
 *
 * @throws Refusal `request.invalid` with what is wrong with the label.
 */
export function parseStart(label: string, format: TimecodeFormat): Flicks {
  const parsed = parseTimecodeTolerant(label, format);
  if ('problem' in parsed) throw new Refusal('request.invalid', `start: ${parsed.problem}`);
  return frameToFlicks(parsed.frame, format.rate);
}
