import { eventsOf, RATE, secondsOf, type CutNumber } from '../shots.js';
import { brush, drum, play } from './instruments.js';
import { inHall } from './hall.js';
import { lay, louder, noise, peak, SAMPLE_RATE, silence, sum, type Sound } from './sound.js';

const TURN = 2 * Math.PI;

/** What is heard of the world in a cut: sea, wheels, rain, bells. As long as the cut. */
export function effects(cut: CutNumber): Sound {
  const bed = silence(secondsOf(cut));
  for (const { shot, frames, record } of eventsOf(cut)) {
    const sounds = HEARD[shot.name];
    if (sounds) lay(sounds(frames / RATE), bed, Math.round((record / RATE) * SAMPLE_RATE));
  }
  return louder(bed, 0.5 / peak(bed));
}

const HEARD: Readonly<Record<string, (seconds: number) => Sound>> = {
  sea: (seconds) => wind(seconds, 420, 0.5, 0.16),
  hills: (seconds) => sum([wheels(seconds, () => 3.1, 0.35), wind(seconds, 300, 0.3, 0.08)]),
  window: (seconds) => sum([wheels(seconds, () => 3.4, 0.22), wind(seconds, 1700, 3.1, 0.05)]),
  rails: (seconds) => sum([wheels(seconds, () => 4.2, 0.6), wind(seconds, 1900, 2.3, 0.1)]),
  tunnel: (seconds) =>
    inHall(
      wheels(seconds, () => 4.2, 0.7),
      1.6,
    ),
  signal: (seconds) =>
    sum([wheels(seconds, (part) => 3.8 - 1.6 * part, 0.45), bell(seconds), wind(seconds, 1900, 2, 0.08)]),
  wheels: (seconds) =>
    sum([wheels(seconds, (part) => 3.2 * Math.max(0, 1 - part / 0.8), 0.8), brake(seconds)]),
  platform: (seconds) =>
    sum([wind(seconds, 1500, 1.2, 0.05), wheels(seconds, (part) => 2.6 * (1 - part), 0.25)]),
  embrace: (seconds) => wind(seconds, 700, 0.4, 0.04),
  sunrise: (seconds) => wind(seconds, 420, 0.4, 0.12),
};

/** Air, rain or water: noise around a pitch, which comes and goes so many times in ten seconds. */
function wind(seconds: number, hertz: number, swells: number, gain: number): Sound {
  const sound = silence(seconds);
  for (const [channel, seed] of [
    [sound.left, 3],
    [sound.right, 5],
  ] as const) {
    const hiss = noise(seed);
    const through = new Resonance(hertz, 0.7);
    for (let sample = 0; sample < channel.length; sample++) {
      const time = sample / SAMPLE_RATE;
      const swell = 0.65 + 0.35 * Math.sin(TURN * (swells / 10) * 1.6 * time + seed);
      const edge = Math.min(1, time * 8, (seconds - time) * 8);
      channel[sample] = through.next(hiss()) * swell * edge * gain;
    }
  }
  return sound;
}

/** Wheels over joints: two beats close together, so many times a second. */
function wheels(seconds: number, rate: (part: number) => number, gain: number): Sound {
  const sound = silence(seconds);
  for (let time = 0.1; time < seconds;) {
    const speed = rate(time / seconds) / 2;
    if (speed < 0.15) break;
    for (const after of [0, 0.12 / speed]) {
      if (time + after >= seconds) break;
      play(drum, { hertz: 52, seconds: 0.2, strength: 0.4 * gain, pan: 0 }, sound, time + after);
      play(brush, { hertz: 0, seconds: 0.1, strength: 0.7 * gain, pan: 0.3 }, sound, time + after);
    }
    time += 1 / speed;
  }
  return sound;
}

/** The bell of a crossing. */
function bell(seconds: number): Sound {
  const sound = silence(seconds);
  for (let sample = 0; sample < sound.left.length; sample++) {
    const time = sample / SAMPLE_RATE;
    const since = time % 0.5;
    const value =
      0.07 * Math.exp(-since * 6) * (Math.sin(TURN * 1180 * since) + 0.6 * Math.sin(TURN * 1907 * since));
    sound.left[sample] = value * 0.5;
    sound.right[sample] = value;
  }
  return sound;
}

/** Steel on steel, until the train stands. */
function brake(seconds: number): Sound {
  const sound = silence(seconds);
  const hiss = noise(41);
  const scream = new Resonance(2350, 26);
  const second = new Resonance(3170, 30);
  for (let sample = 0; sample < sound.left.length; sample++) {
    const part = sample / sound.left.length;
    const level = Math.max(0, Math.min(1, part * 7) * (0.8 - part)) * 0.3;
    const value = hiss();
    sound.left[sample] = (scream.next(value) + 0.4 * second.next(value)) * level;
    sound.right[sample] = (sound.left[sample] ?? 0) * 0.8;
  }
  return sound;
}

/** Two voices behind glass and on the platform: no words, but the melody of a conversation. As long as the cut. */
export function dialogue(cut: CutNumber): Sound {
  const bed = silence(secondsOf(cut));
  for (const { shot, record } of eventsOf(cut)) {
    for (const { at, hertz, syllables } of SPOKEN[shot.name] ?? []) {
      const voice = phrase(hertz, syllables, record + at * RATE);
      lay(voice, bed, Math.round((record / RATE + at) * SAMPLE_RATE));
    }
  }
  return louder(inHall(bed, 0.25), 0.5 / peak(bed));
}

interface Phrase {
  /** Seconds behind the beginning of the shot. */
  readonly at: number;
  /** The voice's pitch, in hertz. */
  readonly hertz: number;
  readonly syllables: number;
}

const SPOKEN: Readonly<Record<string, readonly Phrase[]>> = {
  window: [
    { at: 1.2, hertz: 196, syllables: 7 },
    { at: 3.6, hertz: 112, syllables: 5 },
    { at: 5.8, hertz: 190, syllables: 9 },
  ],
  signal: [{ at: 3.4, hertz: 118, syllables: 4 }],
  platform: [{ at: 5.4, hertz: 108, syllables: 3 }],
  embrace: [
    { at: 1, hertz: 200, syllables: 3 },
    { at: 2.4, hertz: 112, syllables: 6 },
    { at: 5.9, hertz: 186, syllables: 4 },
  ],
};

/** First and second formant of vowels, in hertz (Peterson and Barney, rounded). */
const VOWELS = [
  [730, 1090],
  [530, 1840],
  [270, 2290],
  [570, 840],
  [300, 870],
] as const;

function phrase(hertz: number, syllables: number, seed: number): Sound {
  const each = 0.19;
  const sound = silence(syllables * each + 0.2);
  const chance = noise(seed + 11);
  const mouth = VOWELS.map(([first, second]) => [new Resonance(first, 6), new Resonance(second, 9)] as const);
  let phase = 0;
  let vowel = 0;
  let spoken = -1;
  for (let sample = 0; sample < sound.left.length; sample++) {
    const time = sample / SAMPLE_RATE;
    const syllable = Math.floor(time / each);
    if (syllable !== spoken) vowel = Math.floor(((chance() + 1) / 2) * VOWELS.length) % VOWELS.length;
    spoken = syllable;
    const within = (time % each) / each;
    const open = syllable < syllables ? Math.sin(Math.PI * Math.min(1, within * 1.15)) : 0;
    const melody = 1.1 - (0.22 * time) / (syllables * each) + 0.05 * Math.sin(syllable * 2.1);
    phase = (phase + (hertz * melody) / SAMPLE_RATE) % 1;
    const glottis = phase < 0.6 ? Math.sin((Math.PI * phase) / 0.6) - 0.38 : -0.38;
    const [first, second] = mouth[vowel] ?? [];
    const value = (first?.next(glottis) ?? 0) + 0.5 * (second?.next(glottis) ?? 0);
    sound.left[sample] = value * Math.max(0, open);
    sound.right[sample] = value * Math.max(0, open);
  }
  return sound;
}

/** A resonance at a frequency in hertz, the narrower the larger `quality` (a biquad after Bristow-Johnson). */
class Resonance {
  private readonly gain: number;
  private readonly feedback: readonly [number, number];
  private inputs: readonly [number, number] = [0, 0];
  private outputs: readonly [number, number] = [0, 0];

  constructor(hertz: number, quality: number) {
    const turn = (TURN * hertz) / SAMPLE_RATE;
    const alpha = Math.sin(turn) / (2 * quality);
    this.gain = alpha / (1 + alpha);
    this.feedback = [(-2 * Math.cos(turn)) / (1 + alpha), (1 - alpha) / (1 + alpha)];
  }

  next(value: number): number {
    const [, before] = this.inputs;
    const [last, lastButOne] = this.outputs;
    const output = this.gain * (value - before) - this.feedback[0] * last - this.feedback[1] * lastButOne;
    this.inputs = [value, this.inputs[0]];
    this.outputs = [output, last];
    return output;
  }
}
