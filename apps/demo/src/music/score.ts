import { inHall } from './hall.js';
import { play, type Instrument } from './instruments.js';
import { louder, peak, silence, sum, type Sound } from './sound.js';

/** One line of a score. */
export interface Line {
  readonly instrument: Instrument;
  /** The beat that it begins with, from 0. */
  readonly from?: number;
  /** Notes with their lengths in beats: `D4/2 F4+A4/1 -/1`, a rest is `-`. */
  readonly notes: string;
  /** How strongly it begins and ends, 0 to 1. */
  readonly strength: readonly [number, number];
  readonly pan?: number;
}

/** A piece of music: stems that add up to it. */
export interface Piece {
  readonly beatsPerMinute: number;
  /** Quarters; four when it is left out. */
  readonly beatsPerBar?: number;
  readonly seconds: number;
  readonly stems: Readonly<Record<string, readonly Line[]>>;
}

/** Headroom: the mix's largest sample, on a scale of 1. */
const LOUDEST = 0.62;

/** Plays a piece: its mix, and the stems that add up to it, by name. */
export function perform({ beatsPerMinute, seconds, stems }: Piece): {
  mix: Sound;
  stems: Map<string, Sound>;
} {
  const played = Object.entries(stems).map(([name, lines]) => {
    const dry = silence(seconds);
    for (const line of lines) playLine(line, 60 / beatsPerMinute, dry);
    return [name, faded(inHall(dry, 0.9))] as const;
  });
  const gain = LOUDEST / peak(sum(played.map(([, sound]) => sound)));
  const balanced = new Map(played.map(([name, sound]) => [name, louder(sound, gain)]));
  return { mix: sum([...balanced.values()]), stems: balanced };
}

function playLine({ instrument, from = 0, notes, strength, pan = 0 }: Line, beat: number, into: Sound): void {
  const read = notes.trim().split(/\s+/).map(readNote);
  const whole = read.reduce((beats, note) => beats + note.beats, 0);
  let at = 0;
  for (const { pitches, beats } of read) {
    const along = strength[0] + (strength[1] - strength[0]) * (at / whole);
    for (const hertz of pitches) {
      const tone = { hertz, seconds: beats * beat, strength: along, pan };
      play(instrument, tone, into, (from + at) * beat);
    }
    at += beats;
  }
}

/** Reads `D4+A4/2`: pitches in hertz (A4 is 440) and a length in beats. */
function readNote(text: string): { pitches: number[]; beats: number } {
  const [names = '', beats = ''] = text.split('/');
  if (!(Number(beats) > 0)) throw new Error(`"${text}" has no length in beats`);
  return { pitches: names === '-' ? [] : names.split('+').map(pitchOf), beats: Number(beats) };
}

const STEPS: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

function pitchOf(name: string): number {
  const [, letter = '', sign = '', octave = ''] = /^([A-G])([#b]?)(\d)$/.exec(name) ?? [];
  const step = STEPS[letter];
  if (step === undefined) throw new Error(`"${name}" is no note`);
  const shifted = step + (sign === '#' ? 1 : sign === 'b' ? -1 : 0);
  return 440 * 2 ** ((shifted - 9) / 12 + Number(octave) - 4);
}

/** The last half second goes to nothing. */
function faded(sound: Sound): Sound {
  const samples = 24_000;
  for (const channel of [sound.left, sound.right])
    for (let sample = 0; sample < samples; sample++) {
      const at = channel.length - 1 - sample;
      channel[at] = ((channel[at] ?? 0) * sample) / samples;
    }
  return sound;
}
