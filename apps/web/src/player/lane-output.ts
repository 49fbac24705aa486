import type { SoundSource } from './arrangement';
import { FadingGain } from './fading-gain';
import { foldDown } from '@segue/media-analysis/fold-down';

/** Long enough that a fader or a mute does not click. */
const SMOOTH_SECONDS = 0.01;
/** About the length of a picture at 24 frames a second, at 48 kHz. */
const METER_SAMPLES = 2048;

/** The way of one lane through the desk: its channels to two loudspeakers, its level, its meter. */
export class LaneOutput {
  /** Where the lane's buffers are played into. */
  readonly input: GainNode;
  private readonly level: FadingGain;
  private readonly shares: readonly (readonly [left: FadingGain, right: FadingGain])[];
  private readonly nodes: AudioNode[];
  private readonly meter: AnalyserNode;
  private readonly metered = new Float32Array(METER_SAMPLES);

  constructor(
    private readonly context: BaseAudioContext,
    private readonly source: Pick<SoundSource, 'channels' | 'layout'>,
    output: AudioNode,
  ) {
    const { layout, channels } = source;
    this.input = context.createGain();
    this.level = new FadingGain(context, 1);
    this.meter = context.createAnalyser();
    this.meter.fftSize = METER_SAMPLES;
    const splitter = context.createChannelSplitter(channels);
    const merger = context.createChannelMerger(2);
    this.input.connect(splitter);
    this.shares = foldDown(layout, channels, null).map((share) => [
      new FadingGain(context, share[0]),
      new FadingGain(context, share[1]),
    ]);
    this.shares.forEach((sides, channel) => {
      sides.forEach(({ node }, side) => {
        splitter.connect(node, channel).connect(merger, 0, side);
      });
    });
    merger.connect(this.level.node).connect(output);
    this.level.node.connect(this.meter);
    const sides = this.shares.flatMap((pair) => pair.map(({ node }) => node));
    this.nodes = [this.input, splitter, ...sides, merger, this.level.node, this.meter];
  }

  setLevel(gain: number): void {
    move(this.level, gain, this.context);
  }

  /** Lets one channel through alone, or all of them. */
  setSolo(channel: number | null): void {
    const { layout, channels } = this.source;
    foldDown(layout, channels, channel).forEach((share, index) => {
      this.shares[index]?.forEach((gain, side) => {
        move(gain, share[side] ?? 0, this.context);
      });
    });
  }

  /** The highest sample of the last moments, full scale at 1. */
  peak(): number {
    this.meter.getFloatTimeDomainData(this.metered);
    // Asked with every frame of the screen: a function called for each sample would leave megabytes a second to be collected.
    let highest = 0;
    for (let i = 0; i < METER_SAMPLES; i += 1) highest = Math.max(highest, Math.abs(this.metered[i] ?? 0));
    return highest;
  }

  close(): void {
    for (const node of this.nodes) node.disconnect();
  }
}

function move(gain: FadingGain, value: number, { currentTime }: BaseAudioContext): void {
  if (gain.target !== value) gain.fade(value, currentTime, SMOOTH_SECONDS);
}
