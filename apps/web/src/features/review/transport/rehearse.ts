import { FLICKS_PER_SECOND } from '@segue/timecode';
import type { Transport } from './transport';

/** How much of what comes before and after the playhead is played around it, in flicks. */
const AROUND = 2 * FLICKS_PER_SECOND;

/** Plays once more from where playing last began. */
export function playAgain(transport: Transport): void {
  transport.seek(transport.startedAt);
  transport.play(1);
}

/** Plays two seconds before the playhead and two after it, and goes back to where it stood. */
export function playAround(transport: Transport): void {
  const at = transport.position;
  transport.pause();
  transport.seek(at - AROUND);
  transport.play(1);
  const ended = transport.onMove(() => {
    if (transport.position < at + AROUND) return;
    over();
    transport.pause();
    transport.seek(at);
  });
  // Whoever stops it stays where they are.
  const stopped = transport.subscribe(() => {
    if (!transport.getSnapshot().playing) over();
  });
  function over() {
    ended();
    stopped();
  }
}
