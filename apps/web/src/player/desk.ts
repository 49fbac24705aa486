import { heardLanes, lanesOf, SILENCE, type Arrangement, type Lane } from './arrangement';
import { FadingGain } from './fading-gain';
import { LaneOutput } from './lane-output';
import { stripGain, stripOf, type Strips } from './mixer';

/** Between takes: short enough to be heard as a cut, long enough not to click. */
const SWITCH_SECONDS = 0.01;
/** Both sides of a switch are told before the sound gets there, so that they begin at the same sample. */
const SWITCH_LEAD_SECONDS = 0.01;
/** Starting and stopping in the middle of a sound. */
const GATE_SECONDS = 0.004;

/** Where lanes become what is heard: levels, folding to two channels, switching between takes, volume. */
export class Desk {
  private readonly volume: FadingGain;
  private readonly gate: FadingGain;
  private readonly takes = new Map<string, { readonly trim: FadingGain; readonly fade: FadingGain }>();
  private readonly lanes = new Map<string, LaneOutput>();
  private arrangement = SILENCE;
  private strips: Strips = new Map();

  constructor(private readonly context: BaseAudioContext) {
    this.volume = new FadingGain(context, 1);
    this.gate = new FadingGain(context, 0);
    this.gate.node.connect(this.volume.node).connect(context.destination);
  }

  /**
   * Lays out what sounds. Another active take is faded in while the one before fades out, in straight lines: takes are much
   * alike, and like things that are faded by equal power come out louder in the middle.
   */
  arrange(arrangement: Arrangement): void {
    this.arrangement = arrangement;
    this.clear();
    const at = this.context.currentTime + SWITCH_LEAD_SECONDS;
    for (const { key, lanes, trim } of arrangement.takes) {
      const on = key === arrangement.active ? 1 : 0;
      const take = this.takes.get(key) ?? this.addTake(key, trim, on);
      if (take.fade.target !== on) take.fade.fade(on, at, SWITCH_SECONDS);
      if (take.trim.target !== trim) take.trim.fade(trim, at, SWITCH_SECONDS);
      for (const lane of lanes) this.addLane(lane, take.trim.node);
    }
    for (const lane of arrangement.beds) this.addLane(lane, this.gate.node);
    this.mix(this.strips);
  }

  /** Sets the strips of the mixer. */
  mix(strips: Strips): void {
    this.strips = strips;
    const laidOut = heardLanes(this.arrangement).map(({ strip }) => strip);
    for (const { key, strip } of lanesOf(this.arrangement)) {
      const output = this.lanes.get(key);
      output?.setLevel(stripGain(strips, strip, laidOut));
      output?.setSolo(stripOf(strips, strip).channel);
    }
  }

  setVolume(gain: number): void {
    this.volume.fade(gain, this.context.currentTime, SWITCH_SECONDS);
  }

  /** Lets sound through from a moment on, in seconds of the context. */
  open(at: number): void {
    this.gate.fade(1, at, GATE_SECONDS);
  }

  /** Fades everything out from now on. Returns when it is silent, in seconds of the context. */
  close(): number {
    const { currentTime } = this.context;
    this.gate.fade(0, currentTime, GATE_SECONDS);
    return currentTime + GATE_SECONDS;
  }

  /** Where the buffers of a lane are played into. */
  inputOf(laneKey: string): AudioNode | null {
    return this.lanes.get(laneKey)?.input ?? null;
  }

  /** The highest sample that a strip let through in the last moments, of the lanes that are heard. */
  peak(strip: string): number {
    return heardLanes(this.arrangement)
      .filter((lane) => lane.strip === strip)
      .reduce((highest, { key }) => Math.max(highest, this.lanes.get(key)?.peak() ?? 0), 0);
  }

  private addTake(key: string, trim: number, on: number) {
    const take = { trim: new FadingGain(this.context, trim), fade: new FadingGain(this.context, on) };
    take.trim.node.connect(take.fade.node).connect(this.gate.node);
    this.takes.set(key, take);
    return take;
  }

  private addLane({ key, source }: Lane, output: AudioNode): void {
    if (!this.lanes.has(key)) this.lanes.set(key, new LaneOutput(this.context, source.channels, output));
  }

  /** Takes out what is not laid out any more. */
  private clear(): void {
    const lanes = new Set(lanesOf(this.arrangement).map(({ key }) => key));
    for (const [key, output] of this.lanes) {
      if (lanes.has(key)) continue;
      output.close();
      this.lanes.delete(key);
    }
    const takes = new Set(this.arrangement.takes.map(({ key }) => key));
    for (const [key, { trim, fade }] of this.takes) {
      if (takes.has(key)) continue;
      trim.node.disconnect();
      fade.node.disconnect();
      this.takes.delete(key);
    }
  }
}
