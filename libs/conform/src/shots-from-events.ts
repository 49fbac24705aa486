import { frameRate, frameToFlicks, type Flicks, type FrameRateName } from '@segue/timecode';
import type { FrameSpan, Shot, Speed } from './shot.js';

/** So much time in flicks; `out` is exclusive. */
export interface FlickSpan {
  readonly in: Flicks;
  readonly out: Flicks;
}

/** One event of an edit list, as `@segue/interchange` reads and writes them. */
export interface CutEvent {
  readonly number: string;
  readonly reel: string | null;
  readonly clipName: string | null;
  readonly black: boolean;
  /** As the list writes it: `V`, `A2`, `AA/V`. */
  readonly channel: string;
  /** How it begins, and for how many frames that goes on. */
  readonly transition: { readonly kind: 'cut' | 'dissolve' | 'wipe' | 'key'; readonly frames: number };
  /** `in` is what stands at the first frame of the record. */
  readonly source: FlickSpan;
  readonly record: FlickSpan;
  readonly speed: Speed;
  readonly comments: readonly string[];
}

/** What an event must say to be a shot. */
export type PictureEvent = Pick<
  CutEvent,
  'reel' | 'clipName' | 'black' | 'channel' | 'transition' | 'source' | 'record' | 'speed'
>;

/**
 * The shots of an edit list of one picture track, in the order of the record; events of sound are left out.
 *
 * In a dissolve the incoming picture counts from its first frame on; where it dissolves to black, the outgoing one counts
 * to the end. `BL` and black are black; a reel that names nothing (`AX`, none) leaves the clip name to say what it is.
 */
export function shotsOf(events: readonly PictureEvent[], rate: FrameRateName): Shot[] {
  const shots: { -readonly [Key in keyof Shot]: Shot[Key] }[] = [];
  const pictures = events.filter(isPicture).sort((a, b) => a.record.in - b.record.in);
  for (const { reel, clipName, black: isNamedBlack, transition, source, record, speed } of pictures) {
    const black = isNamedBlack || reel?.trim().toUpperCase() === 'BL';
    const span = { in: frameAt(record.in, rate), out: frameAt(record.out, rate) };
    const last = shots.at(-1);
    if (black && last && !last.black && last.record.out === span.in && transition.frames > 0) {
      span.in = Math.min(span.in + transition.frames, span.out);
      last.record = { in: last.record.in, out: span.in };
    }
    if (span.out <= span.in) continue;
    shots.push({
      reel: reel === null || /^(?:AX|BL|)$/i.test(reel.trim()) ? null : reel,
      clipName,
      black,
      sourceIn: source.in / frameRate(rate).flicksPerFrame,
      record: span,
      speed,
    });
  }
  return shots;
}

/** The span of so many frames, in flicks. */
export function flickSpan(span: FrameSpan, rate: FrameRateName): FlickSpan {
  return { in: frameToFlicks(span.in, rate), out: frameToFlicks(span.out, rate) };
}

function isPicture({ channel }: Pick<CutEvent, 'channel'>): boolean {
  return channel === 'B' || channel.split('/').some((part) => /^V\d*$/.test(part));
}

/** The frame that begins nearest: lists that count in real time may miss a beginning by a flick. */
function frameAt(position: Flicks, rate: FrameRateName): number {
  return Math.round(position / frameRate(rate).flicksPerFrame);
}
