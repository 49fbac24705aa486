import { flicksToSamples } from '@segue/timecode';
import type { Lane } from './arrangement';
import { LaneStream } from './lane-stream';
import { runFrom } from './runs';
import type { SegmentStore } from './segment-store';
import { playBuffer } from './voice';

/** Two pictures at 24 frames a second: enough to recognise a note, short enough to step quickly. */
const SNIPPET_SECONDS = 0.08;

interface Stage {
  readonly context: BaseAudioContext;
  readonly store: SegmentStore;
  readonly inputOf: (laneKey: string) => AudioNode | null;
}

/**
 * Plays a little of what lies at a film position in flicks, fading in and out (Hann), once all of it is here.
 *
 * @param at when it begins, in seconds of the context.
 * @returns false, and plays nothing, when some of it has not arrived.
 */
export function playSnippet(lanes: readonly Lane[], position: number, at: number, stage: Stage): boolean {
  const { context, store, inputOf } = stage;
  const run = runFrom(0, flicksToSamples(position, context.sampleRate), 1, null);
  const parts = lanes.map((lane) => ({
    lane,
    stream: new LaneStream(store, { lane, run, rate: context.sampleRate }),
    length: Math.round(SNIPPET_SECONDS * lane.source.sampleRate),
  }));
  if (!parts.every(({ stream, length }) => stream.has(0, length))) return false;
  for (const { lane, stream, length } of parts) {
    const input = inputOf(lane.key);
    if (!input) continue;
    const channels = stream
      .read(0, length)
      .map((samples) => samples.map((sample, i) => sample * Math.sin((Math.PI * (i + 0.5)) / length) ** 2));
    playBuffer(context, channels, lane.source.sampleRate, input, at);
  }
  return true;
}
