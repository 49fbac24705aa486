import { amplitudeDecibels, amplitudeOf } from './decibels.js';
import { TRUE_PEAK_HISTORY, TruePeakMeter } from './true-peak.js';

/** What was measured in one channel. */
export interface ChannelReport {
  /** The highest sample, in dBFS; null for digital silence. */
  readonly peak: number | null;
  /** The mean of all samples, as a share of full scale. */
  readonly dc: number;
  /** How many times at least three samples in a row stand at full scale. */
  readonly clips: number;
}

/** Stretches of so many samples are judged as a whole before anything in them is looked at closely. */
const STRETCH = 64;
const CLIP_SAMPLES = 3;
/** What is lower counts as silence. */
const SILENCE_DBFS = -60;

/** Measures what concerns one channel alone, in one pass. */
export class ChannelMeter {
  /** The first and the last sample above silence; -1 where there is none. */
  firstAudible = -1;
  lastAudible = -1;
  private readonly truePeak: TruePeakMeter;
  private readonly audible: number;
  private peak = 0;
  private sum = 0;
  private samples = 0;
  private clips = 0;
  /** Samples at full scale in a row, up to now. */
  private run = 0;
  /** The highest magnitude in the history of the next stretch, or more. */
  private before = 0;

  /**
   * @param fullScale the value of a sample at full scale
   * @param clipLevel the magnitude from which a sample counts as standing at full scale
   */
  constructor(
    sampleRate: number,
    private readonly fullScale: number,
    private readonly clipLevel: number,
  ) {
    this.truePeak = new TruePeakMeter(sampleRate);
    this.audible = fullScale * amplitudeOf(SILENCE_DBFS);
  }

  /** Adds the samples [from, from + frames); before them lie at least `TRUE_PEAK_HISTORY` earlier ones. */
  add(samples: Float64Array, from: number, frames: number): void {
    const end = from + frames;
    for (let start = from; start < end; start += STRETCH) this.addStretch(samples, start, Math.min(end, start + STRETCH));
  }

  /** The highest magnitude between samples, in dBTP; `tail` holds the history and as many zeros, for the sound behind the last sample. */
  finishTruePeak(tail: Float64Array): number | null {
    this.truePeak.add(tail, TRUE_PEAK_HISTORY, tail.length, this.before);
    return amplitudeDecibels(this.truePeak.highest / this.fullScale);
  }

  report(): ChannelReport {
    return {
      peak: amplitudeDecibels(this.peak / this.fullScale),
      dc: this.samples === 0 ? 0 : this.sum / this.samples / this.fullScale,
      clips: this.clips,
    };
  }

  private addStretch(samples: Float64Array, start: number, end: number): void {
    let sum = this.sum;
    let highest = 0;
    for (let i = start; i < end; i += 1) {
      const sample = samples[i] ?? 0;
      const magnitude = Math.abs(sample);
      sum += sample;
      if (magnitude > highest) highest = magnitude;
    }
    this.sum = sum;
    if (highest > this.audible) this.findAudible(samples, start, end);
    if (highest >= this.clipLevel) this.countClips(samples, start, end);
    else this.run = 0;
    if (highest > this.peak) {
      this.peak = highest;
      this.truePeak.highest = Math.max(this.truePeak.highest, highest);
    }
    this.truePeak.add(samples, start, end, Math.max(this.before, highest));
    // A short stretch, at the end of a block, does not fill the history: what was before it still counts.
    this.before = end - start < TRUE_PEAK_HISTORY ? Math.max(this.before, highest) : highest;
    this.samples += end - start;
  }

  private findAudible(samples: Float64Array, start: number, end: number): void {
    const isAudible = (i: number): boolean => Math.abs(samples[i] ?? 0) > this.audible;
    if (this.firstAudible < 0) {
      let first = start;
      while (!isAudible(first)) first += 1;
      this.firstAudible = this.samples + first - start;
    }
    let last = end - 1;
    while (!isAudible(last)) last -= 1;
    this.lastAudible = this.samples + last - start;
  }

  private countClips(samples: Float64Array, start: number, end: number): void {
    for (let i = start; i < end; i += 1) {
      this.run = Math.abs(samples[i] ?? 0) >= this.clipLevel ? this.run + 1 : 0;
      if (this.run === CLIP_SAMPLES) this.clips += 1;
    }
  }
}
