import { flicksToFrame, type FrameRateName } from '@segue/timecode';
import type { EditEvent } from '../edit-list.js';

/**
 * Events as a line each: what is shown, its source frame, record frames from the start, and what is unusual: `A.mov 100
 * 0-48 x2 D12`.
 */
export function eventLines(events: readonly EditEvent[], rate: FrameRateName, start: number): string[] {
  const first = flicksToFrame(start, rate);
  return events.map(({ reel, clipName, black, source, record, speed, transition }) => {
    const name = black ? 'black' : (reel ?? `"${clipName ?? ''}"`);
    const from = flicksToFrame(record.in, rate) - first;
    const until = flicksToFrame(record.out, rate) - first;
    const pace = speed.num === speed.den ? '' : ` x${String(Number((speed.num / speed.den).toFixed(4)))}`;
    const begins = transition.frames > 0 ? ` ${transition.kind} ${String(transition.frames)}` : '';
    const place = black ? '' : ` ${String(flicksToFrame(source.in, rate))}`;
    return `${name}${place} ${String(from)}-${String(until)}${pace}${begins}`;
  });
}
