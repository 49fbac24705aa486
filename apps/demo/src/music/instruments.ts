import { lay, noise, SAMPLE_RATE, silence, type Sound } from './sound.js';

/** One note: its pitch in hertz, its length in seconds, how strongly it is played (0 to 1), its place from -1 (left) to 1. */
export interface Tone {
  readonly hertz: number;
  readonly seconds: number;
  readonly strength: number;
  readonly pan: number;
}

/** Makes the sound of a note, ringing included. */
export type Instrument = (tone: Tone) => Sound;

const TURN = 2 * Math.PI;

/** What of a place between left (-1) and right (1) each side gets: equal power. */
function sides(pan: number): readonly [left: number, right: number] {
  const angle = ((Math.max(-1, Math.min(1, pan)) + 1) * Math.PI) / 4;
  return [Math.cos(angle), Math.sin(angle)];
}

/** Makes a mono sound, sample by sample, and places it. */
function mono(seconds: number, pan: number, sampleAt: (time: number) => number): Sound {
  const sound = silence(seconds);
  const [left, right] = sides(pan);
  for (let sample = 0; sample < sound.left.length; sample++) {
    const value = sampleAt(sample / SAMPLE_RATE);
    sound.left[sample] = value * left;
    sound.right[sample] = value * right;
  }
  return sound;
}

/** Up in `attack` seconds, held, down in `release` seconds behind the note's end; without corners. */
function swell(seconds: number, attack: number, release: number): (time: number) => number {
  return (time) => {
    const up = Math.min(1, time / attack);
    const down = Math.min(1, Math.max(0, (seconds + release - time) / release));
    return up * up * (3 - 2 * up) * down * down;
  };
}

/** A sawtooth without the harmonics that would fold back: its step is rounded by a polynomial (PolyBLEP). */
class Saw {
  private phase: number;

  constructor(seed: number) {
    this.phase = (noise(seed)() + 1) / 2;
  }

  next(hertz: number): number {
    const step = hertz / SAMPLE_RATE;
    this.phase += step;
    if (this.phase >= 1) this.phase -= 1;
    let value = 2 * this.phase - 1;
    if (this.phase < step) {
      const at = this.phase / step;
      value -= at + at - at * at - 1;
    } else if (this.phase > 1 - step) {
      const at = (this.phase - 1) / step;
      value -= at * at + at + at + 1;
    }
    return value;
  }
}

/** A low-pass of twelve decibels an octave whose corner may move (a state variable filter). */
class LowPass {
  private low = 0;
  private band = 0;

  next(value: number, hertz: number, damping = 1.2): number {
    const corner = 2 * Math.sin((Math.PI * Math.min(hertz, 7000)) / SAMPLE_RATE);
    this.low += corner * this.band;
    this.band += corner * (value - this.low - damping * this.band);
    return this.low;
  }
}

interface Bowed {
  /** How many players, and how far they are out of tune with each other, in parts of the pitch. */
  readonly players: number;
  readonly detuned: number;
  readonly attack: number;
  readonly release: number;
  /** Corner of the filter in hertz: when played softest, and what strength adds. */
  readonly dark: number;
  readonly bright: number;
  readonly gain: number;
}

/** A section of bowed or blown instruments: sawtooths, a little out of tune, with a vibrato that sets in late. */
function section({ players, detuned, attack, release, dark, bright, gain }: Bowed): Instrument {
  return ({ hertz, seconds, strength, pan }) => {
    const sound = silence(seconds + release);
    const level = swell(seconds, Math.min(attack, seconds * 0.6), release);
    for (let player = 0; player < players; player++) {
      const saw = new Saw(player * 31 + Math.round(hertz));
      const filter = new LowPass();
      const side = players === 1 ? 0 : (player / (players - 1)) * 2 - 1;
      const tuned = hertz * (1 + detuned * side);
      const rate = 4.9 + 0.35 * player;
      const [left, right] = sides(pan + side * 0.35);
      let pitch = 0;
      let loud = 0;
      let corner = 0;
      for (let sample = 0; sample < sound.left.length; sample++) {
        // What moves slowly is looked at a thousand times a second.
        if (sample % 48 === 0) {
          const time = sample / SAMPLE_RATE;
          pitch = tuned * (1 + 0.0032 * Math.min(1, time * 1.2) * Math.sin(TURN * rate * time + player));
          loud = level(time) * (0.85 + 0.15 * Math.sin(0.9 * time + player));
          corner = dark + hertz * 1.6 + bright * strength * strength * loud;
        }
        const value = filter.next(saw.next(pitch), corner) * loud * ((strength * gain) / players);
        sound.left[sample] = (sound.left[sample] ?? 0) + value * left;
        sound.right[sample] = (sound.right[sample] ?? 0) + value * right;
      }
    }
    return sound;
  };
}

export const violins = section({
  players: 5,
  detuned: 0.0035,
  attack: 0.28,
  release: 0.5,
  dark: 350,
  bright: 3600,
  gain: 0.9,
});
export const cellos = section({
  players: 4,
  detuned: 0.003,
  attack: 0.24,
  release: 0.5,
  dark: 260,
  bright: 2200,
  gain: 1.1,
});
export const basses = section({
  players: 2,
  detuned: 0.002,
  attack: 0.2,
  release: 0.5,
  dark: 150,
  bright: 900,
  gain: 1.5,
});
export const horns = section({
  players: 2,
  detuned: 0.0015,
  attack: 0.12,
  release: 0.3,
  dark: 260,
  bright: 2600,
  gain: 1.1,
});
/** Short notes of low strings. */
export const spiccato = section({
  players: 3,
  detuned: 0.003,
  attack: 0.012,
  release: 0.13,
  dark: 300,
  bright: 3000,
  gain: 1.25,
});

/** Partials that each die away in their own time, as those of a struck string do. */
function struck(partials: number, decay: number, gain: number, stretch: number): Instrument {
  return ({ hertz, seconds, strength, pan }) => {
    const sound = silence(Math.min(seconds + 2.2, 6));
    const held = seconds * SAMPLE_RATE;
    const hiss = noise(Math.round(hertz));
    for (let partial = 1; partial <= partials; partial++) {
      const pitch = hertz * partial * Math.sqrt(1 + stretch * partial * partial);
      if (pitch > 15_000) break;
      const start = (gain * Math.pow(strength, 1 + partial * 0.16)) / Math.pow(partial, 1.25);
      const rate = (0.55 + 0.32 * partial) * decay * Math.pow(hertz / 260, 0.45);
      const [left, right] = sides(pan + 0.25 * Math.sin(partial * 2.4));
      // A pointer that turns and shrinks from sample to sample: its height is the dying tone.
      const shrunk = Math.exp(-rate / SAMPLE_RATE);
      const damped = Math.exp(-(rate + 3.2) / SAMPLE_RATE);
      const cos = Math.cos((TURN * pitch) / SAMPLE_RATE);
      const sin = Math.sin((TURN * pitch) / SAMPLE_RATE);
      let [across, height] = [start, 0];
      for (let sample = 0; sample < sound.left.length; sample++) {
        const value = height * Math.min(1, sample / 107);
        sound.left[sample] = (sound.left[sample] ?? 0) + value * left;
        sound.right[sample] = (sound.right[sample] ?? 0) + value * right;
        // The damper comes down when the note ends.
        const less = sample < held ? shrunk : damped;
        [across, height] = [(across * cos - height * sin) * less, (across * sin + height * cos) * less];
      }
    }
    lay(
      mono(0.033, pan, (time) => hiss() * Math.exp(-time * 185) * 0.035 * strength * gain),
      sound,
    );
    return fadedOut(sound);
  };
}

/** Felt between hammer and string: few partials. */
export const piano = struck(9, 1, 0.5, 0.0004);

/** Bells of steel: a carrier whose frequency another one shakes, less and less. */
export const celesta: Instrument = ({ hertz, strength, pan }) =>
  fadedOut(
    mono(2.6, pan, (time) => {
      const shaken = 1.4 * strength * Math.exp(-time * 7) * Math.sin(TURN * hertz * 4 * time);
      const value = Math.sin(TURN * hertz * time + shaken) * Math.exp(-time * 2.6);
      return value * Math.min(1, time * 700) * 0.3 * strength;
    }),
  );

/** A low drum: a falling tone and the skin's noise. */
export const drum: Instrument = ({ hertz, strength, pan }) => {
  const hiss = noise(7);
  const skin = new LowPass();
  return fadedOut(
    mono(1.8, pan, (time) => {
      const turned = hertz * (time + 0.06 * (1 - Math.exp(-time * 22)));
      const tone = Math.sin(TURN * turned) * Math.exp(-time * 3.4);
      const slap = skin.next(hiss(), 900 + 2600 * strength) * Math.exp(-time * 26);
      return (tone * 0.85 + slap * 0.5) * strength * Math.min(1, time * 900);
    }),
  );
};

/** A tick of a brush on metal. */
export const brush: Instrument = ({ strength, pan }) => {
  const hiss = noise(23);
  let before = 0;
  return mono(0.14, pan, (time) => {
    const value = hiss();
    const rise = value - before;
    before = value;
    return rise * 0.2 * strength * Math.exp(-time * 53);
  });
};

/** What is cut off ends in silence. */
function fadedOut(sound: Sound): Sound {
  const samples = Math.min(4800, sound.left.length);
  for (let sample = 0; sample < samples; sample++) {
    const at = sound.left.length - 1 - sample;
    sound.left[at] = (sound.left[at] ?? 0) * (sample / samples);
    sound.right[at] = (sound.right[at] ?? 0) * (sample / samples);
  }
  return sound;
}

/** Plays a note into a piece, from a time in seconds on. */
export function play(instrument: Instrument, tone: Tone, into: Sound, at: number): void {
  lay(instrument(tone), into, Math.round(at * SAMPLE_RATE));
}
