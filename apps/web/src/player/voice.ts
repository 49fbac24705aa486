import type { Lane } from './arrangement';
import { FadingGain } from './fading-gain';
import { LaneStream } from './lane-stream';
import type { Run } from './runs';
import type { SegmentStore } from './segment-store';
import { stretchInput, Stretcher } from './stretch';

interface Stage {
  readonly context: BaseAudioContext;
  readonly store: SegmentStore;
  /** Where the buffers of a lane are played into. */
  readonly inputOf: (laneKey: string) => AudioNode | null;
}

/** A buffer on the clock of the context, in frames; `end` exclusive. */
interface Laid {
  readonly node: AudioBufferSourceNode;
  readonly frame: number;
  end: number;
}

/** Coming in and leaving while others play on. */
const DOOR_SECONDS = 0.004;
/** What is laid out later than this before it is due may be heard too late. */
export const LATEST_SECONDS = 0.01;

/** One lane as it is being played: which of its buffers are laid out on the clock of the context, and up to where. */
export class Voice {
  /** The frame up to which everything is laid out; null while it takes no part. */
  until: number | null = null;
  /** The frame from which it is heard as it is; null while it takes no part. */
  since: number | null = null;
  private readonly door: FadingGain;
  private readonly laid = new Set<Laid>();
  private run: Run | null = null;
  private stream: LaneStream | null = null;
  private stretcher: Stretcher | null = null;

  constructor(
    readonly lane: Lane,
    private readonly stage: Stage,
  ) {
    this.door = new FadingGain(stage.context, 0);
    const input = stage.inputOf(lane.key);
    if (input) this.door.node.connect(input);
  }

  /** Whether what it takes to play a run between two frames is here. */
  ready(run: Run, frame: number, frames: number): boolean {
    const [start, end] = this.input(run, frame, frames);
    return this.streamOf(run).has(start, end - start);
  }

  /** The segments that it takes to play a run between two frames, in their order. */
  segments(run: Run, frame: number, frames: number): number[] {
    const [start, end] = this.input(run, frame, frames);
    return this.streamOf(run).segments(start, end - start);
  }

  /** Takes part from a frame on. */
  comeIn(frame: number): void {
    const { sampleRate } = this.stage.context;
    this.until = frame;
    this.since = frame + Math.ceil(DOOR_SECONDS * sampleRate);
    if (this.door.target !== 1) this.door.fade(1, frame / sampleRate, DOOR_SECONDS);
  }

  /** Lays out the next frames of a run; ask `ready` first. */
  layNext(run: Run, frames: number): void {
    if (this.until === null) return;
    this.lay(run, this.until, frames);
    this.until += frames;
  }

  /** Ends what is laid out at a frame, so that something else can follow there. */
  cut(frame: number): void {
    if (this.until === null || this.until <= frame) return;
    for (const piece of this.laid) {
      if (piece.end <= frame) continue;
      // A buffer can be told to stop again and again, and would then play on to the last moment that it was told.
      if (piece.frame >= frame) this.takeOut(piece);
      else piece.node.stop(frame / this.stage.context.sampleRate);
      piece.end = frame;
    }
    this.until = frame;
  }

  /** Ends everything at a moment of the context, in seconds, and takes no part any more. */
  stop(at: number): void {
    this.cut(Math.ceil(at * this.stage.context.sampleRate));
    this.since = null;
    this.until = null;
    this.run = null;
  }

  /** Fades out from a moment of the context on, in seconds, for good. */
  leave(at: number): void {
    this.door.fade(0, at, DOOR_SECONDS);
    this.stop(at + DOOR_SECONDS);
  }

  /** What it takes to play a run between two frames, in samples of the run's stream. */
  private input(run: Run, frame: number, frames: number): readonly [start: number, end: number] {
    const from = frame - run.frame;
    const pace = Math.abs(run.speed);
    return pace === 1
      ? [from, from + frames]
      : stretchInput(pace, this.stage.context.sampleRate, from, frames);
  }

  private streamOf(run: Run): LaneStream {
    if (this.run === run && this.stream) return this.stream;
    const { store, context } = this.stage;
    return new LaneStream(store, { lane: this.lane, run, rate: context.sampleRate });
  }

  private lay(run: Run, frame: number, length: number): void {
    const { context } = this.stage;
    const channels = this.samples(run, frame - run.frame, length);
    // Buffers of nothing, before and after the sound, cost a node and are not heard.
    if (channels.every((channel) => channel.every((sample) => sample === 0))) return;
    const node = playBuffer(context, channels, this.door.node, frame);
    if (!node) return;
    const piece = { node, frame, end: frame + length };
    this.laid.add(piece);
    node.onended = () => {
      this.takeOut(piece);
    };
  }

  private takeOut(piece: Laid): void {
    this.laid.delete(piece);
    piece.node.disconnect();
  }

  /** The next samples of a run. Another run than before is begun anew. */
  private samples(run: Run, from: number, length: number): Float32Array<ArrayBuffer>[] {
    const stream = this.streamOf(run);
    if (this.run !== run) this.stretcher = null;
    this.run = run;
    this.stream = stream;
    const pace = Math.abs(run.speed);
    if (pace === 1) return stream.read(from, length);
    this.stretcher ??= new Stretcher(pace, this.stage.context.sampleRate, (at, count) =>
      stream.read(pace * from + at, count),
    );
    return this.stretcher.process(length);
  }
}

/**
 * Plays samples once, the first of them at a frame of the context. Where it is too late for the first ones it begins with
 * those for which it is not, in step with what plays already; null when it is too late for all.
 */
export function playBuffer(
  context: BaseAudioContext,
  channels: readonly Float32Array<ArrayBuffer>[],
  input: AudioNode,
  frame: number,
): AudioBufferSourceNode | null {
  const { currentTime, sampleRate } = context;
  const length = channels[0]?.length ?? 0;
  const missed = Math.max(0, Math.ceil((currentTime + LATEST_SECONDS) * sampleRate) - frame);
  if (missed >= length) return null;
  const buffer = context.createBuffer(channels.length, length, sampleRate);
  channels.forEach((samples, channel) => {
    buffer.copyToChannel(samples, channel);
  });
  const node = new AudioBufferSourceNode(context, { buffer });
  node.connect(input);
  node.start((frame + missed) / sampleRate, missed / sampleRate);
  return node;
}
