import { flicksToSamples } from '@segue/timecode';
import type { Lane } from './arrangement';
import { LaneStream } from './lane-stream';
import { runFrom } from './runs';
import type { SegmentStore } from './segment-store';
import { playBuffer } from './voice';

/** Two pictures at 24 frames a second: enough to recognise a note, short enough to step quickly. */
export const SNIPPET_SECONDS = 0.08;

interface Stage {
  readonly context: BaseAudioContext;
  readonly store: SegmentStore;
  readonly inputOf: (laneKey: string) => AudioNode | null;
}

/**
 * Plays a little of what lies at a film position in flicks, fading in and out (Hann), once all of it is here.
 *
 * @param frame of the context at which it begins.
 * @returns false, and plays nothing, when some of it has not arrived.
 */
export function playSnippet(lanes: readonly Lane[], position: number, frame: number, stage: Stage): boolean {
  const { context, store, inputOf } = stage;
  const { sampleRate: rate } = context;
  const run = runFrom(frame, flicksToSamples(position, rate), 1, null);
  const length = Math.round(SNIPPET_SECONDS * rate);
  const parts = lanes.map((lane) => ({ key: lane.key, stream: new LaneStream(store, { lane, run, rate }) }));
  if (!parts.every(({ stream }) => stream.has(0, length))) return false;
  for (const { key, stream } of parts) {
    const input = inputOf(key);
    if (!input) continue;
    const channels = stream
      .read(0, length)
      .map((samples) => samples.map((sample, i) => sample * Math.sin((Math.PI * (i + 0.5)) / length) ** 2));
    playBuffer(context, channels, input, frame);
  }
  return true;
}
