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

/** What is not laid out any more is heard no longer than this. */
const GONE_SECONDS = 0.1;

interface TakeGains {
  readonly trim: FadingGain;
  readonly fade: FadingGain;
}

/** Where lanes become what is heard: levels, folding to two channels, switching between takes, volume. */
export class Desk {
  private readonly volume: FadingGain;
  private readonly gate: FadingGain;
  private readonly takes = new Map<string, TakeGains>();
  private readonly lanes = new Map<string, LaneOutput>();
  /** Not laid out any more, but perhaps still fading: until when, in seconds of the context. */
  private leaving: { readonly until: number; readonly fade?: FadingGain; readonly close: () => void }[] = [];
  private arrangement = SILENCE;
  private strips: Strips = new Map();

  constructor(private readonly context: BaseAudioContext) {
    this.volume = new FadingGain(context, 1);
    this.gate = new FadingGain(context, 0);
    this.gate.node.connect(this.volume.node).connect(context.destination);
  }

  /** Lays out what may sound. Which take is heard stays as it was until {@link switchTake}. */
  arrange(arrangement: Arrangement): void {
    this.arrangement = arrangement;
    this.clear();
    for (const { key, lanes, trim } of arrangement.takes) {
      const take = this.takes.get(key) ?? this.addTake(key, trim);
      for (const lane of lanes) this.addLane(lane, take.trim.node);
    }
    for (const lane of arrangement.beds) this.addLane(lane, this.gate.node);
    this.mix(this.strips);
  }

  /**
   * Lets the active take be heard, and no other, as soon as possible but not before a moment of the context, in seconds. One
   * fades in while the other fades out, in straight lines: takes are much alike, and like things that are faded by equal power
   * come out louder in the middle.
   */
  switchTake(from: number): void {
    const at = Math.max(from, this.context.currentTime + SWITCH_LEAD_SECONDS);
    for (const { key, trim: factor } of this.arrangement.takes) {
      const take = this.takes.get(key);
      const on = key === this.arrangement.active ? 1 : 0;
      if (take && take.fade.target !== on) take.fade.fade(on, at, SWITCH_SECONDS);
      if (take && take.trim.target !== factor) take.trim.fade(factor, at, SWITCH_SECONDS);
    }
    for (const { fade } of this.leaving) if (fade && fade.target !== 0) fade.fade(0, at, SWITCH_SECONDS);
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

  /** Fades everything out from a moment on. Returns when it is silent. In seconds of the context. */
  close(at: number): number {
    this.gate.fade(0, at, GATE_SECONDS);
    return at + GATE_SECONDS;
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

  private addTake(key: string, trim: number): TakeGains {
    const take = { trim: new FadingGain(this.context, trim), fade: new FadingGain(this.context, 0) };
    take.trim.node.connect(take.fade.node).connect(this.gate.node);
    this.takes.set(key, take);
    return take;
  }

  private addLane({ key, source }: Lane, output: AudioNode): void {
    if (!this.lanes.has(key)) this.lanes.set(key, new LaneOutput(this.context, source, output));
  }

  /** Takes out what is not laid out any more, but lets it fade. */
  private clear(): void {
    const { currentTime } = this.context;
    for (const { until, close } of this.leaving) if (until <= currentTime) close();
    this.leaving = this.leaving.filter(({ until }) => until > currentTime);
    const until = currentTime + GONE_SECONDS;
    const lanes = new Set(lanesOf(this.arrangement).map(({ key }) => key));
    for (const [key, output] of this.lanes) {
      if (lanes.has(key)) continue;
      this.lanes.delete(key);
      this.leaving.push({
        until,
        close: () => {
          output.close();
        },
      });
    }
    const takes = new Set(this.arrangement.takes.map(({ key }) => key));
    for (const [key, { trim, fade }] of this.takes) {
      if (takes.has(key)) continue;
      this.takes.delete(key);
      this.leaving.push({
        until,
        fade,
        close: () => {
          trim.node.disconnect();
          fade.node.disconnect();
        },
      });
    }
  }
}
