import type { Lane } from './arrangement';
import { LaneStream } from './lane-stream';
import { pieceAt, type Piece, type Run } from './runs';
import type { SegmentStore } from './segment-store';
import { stretchInput, Stretcher } from './stretch';

interface Stage {
  readonly context: BaseAudioContext;
  readonly store: SegmentStore;
  /** Where the buffers of a lane are played into. */
  readonly inputOf: (laneKey: string) => AudioNode | null;
}

/** A piece in one buffer lasts a second at most: what is not yet computed can still be changed. */
const PIECE_SECONDS = 1;
/** No shorter ones than this are made only because the rest has not arrived. */
const SHORTEST_SECONDS = 1 / 32;

/** One lane as it is being played: which of its buffers are laid out on the clock of the context, and up to where. */
export class Voice {
  /** The frame up to which everything is laid out; null until it takes part. */
  until: number | null = null;
  private readonly playing = new Set<AudioBufferSourceNode>();
  private run: Run | null = null;
  private stream: LaneStream | null = null;
  private stretcher: Stretcher | null = null;

  constructor(
    readonly lane: Lane,
    private readonly stage: Stage,
  ) {}

  /** Whether what a run plays between two frames is here. */
  ready(run: Run, frame: number, frames: number): boolean {
    const { from, samples } = this.piece(run, frame, frames);
    const pace = Math.abs(run.speed);
    const [start, end] =
      pace === 1
        ? [from, from + samples]
        : stretchInput(pace, this.lane.source.sampleRate, from, samples);
    return this.streamOf(run).has(start, end - start);
  }

  /** The segments that a run plays between two frames, in their order. */
  segments(run: Run, frame: number, frames: number): number[] {
    const { from, samples } = this.piece(run, frame, frames);
    const pace = Math.abs(run.speed);
    return this.streamOf(run).segments(from * pace, samples * pace);
  }

  /** Lays out the next piece of a run. Returns false when it is not here yet. */
  layNext(run: Run): boolean {
    const { until } = this;
    if (until === null) return false;
    const { sampleRate } = this.stage.context;
    for (let frames = sampleRate * PIECE_SECONDS; frames >= sampleRate * SHORTEST_SECONDS; frames /= 2) {
      const most = Math.floor(frames);
      if (!this.ready(run, until, most)) continue;
      const piece = this.piece(run, until, most);
      this.lay(run, piece);
      this.until = until + piece.frames;
      return true;
    }
    return false;
  }

  /** Ends what is laid out at a frame, so that something else can follow there. */
  cut(frame: number): void {
    if (this.until === null || this.until <= frame) return;
    const at = frame / this.stage.context.sampleRate;
    for (const node of this.playing) node.stop(at);
    this.until = frame;
  }

  /** Ends everything at a moment of the context, in seconds, and takes no part any more. */
  stop(at: number): void {
    for (const node of this.playing) node.stop(at);
    this.playing.clear();
    this.until = null;
    this.run = null;
  }

  private piece(run: Run, frame: number, frames: number): Piece {
    return pieceAt(run, frame, frames, this.stage.context.sampleRate, this.lane.source.sampleRate);
  }

  private streamOf(run: Run): LaneStream {
    if (this.run === run && this.stream) return this.stream;
    const { store, context } = this.stage;
    return new LaneStream(store, { lane: this.lane, run, rate: context.sampleRate });
  }

  private lay(run: Run, { from, samples, seconds }: Piece): void {
    const { context, inputOf } = this.stage;
    const input = inputOf(this.lane.key);
    if (!input || samples === 0) return;
    const channels = this.samples(run, from, samples);
    // Buffers of nothing, before and after the sound, cost a node and are not heard.
    if (channels.every((channel) => channel.every((sample) => sample === 0))) return;
    const node = playBuffer(context, channels, this.lane.source.sampleRate, input, seconds);
    this.playing.add(node);
    node.onended = () => {
      this.playing.delete(node);
      node.disconnect();
    };
  }

  /** The next samples of a run. Another run than before is begun anew. */
  private samples(run: Run, from: number, length: number): Float32Array<ArrayBuffer>[] {
    const stream = this.streamOf(run);
    if (this.run !== run) this.stretcher = null;
    this.run = run;
    this.stream = stream;
    const pace = Math.abs(run.speed);
    if (pace === 1) return stream.read(from, length);
    this.stretcher ??= new Stretcher(pace, this.lane.source.sampleRate, (at, count) =>
      stream.read(pace * from + at, count),
    );
    return this.stretcher.process(length);
  }
}

/** Plays samples once, from a moment of the context on, in seconds. */
export function playBuffer(
  context: BaseAudioContext,
  channels: readonly Float32Array<ArrayBuffer>[],
  sampleRate: number,
  input: AudioNode,
  seconds: number,
): AudioBufferSourceNode {
  const length = channels[0]?.length ?? 0;
  const buffer = context.createBuffer(channels.length, length, sampleRate);
  channels.forEach((samples, channel) => {
    buffer.copyToChannel(samples, channel);
  });
  const node = new AudioBufferSourceNode(context, { buffer });
  node.connect(input);
  node.start(seconds);
  return node;
}
