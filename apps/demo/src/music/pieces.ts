import { basses, brush, celesta, cellos, drum, horns, piano, spiccato, violins } from './instruments.js';
import type { Line, Piece } from './score.js';

/** The same notes so many times. */
const times = (count: number, notes: string): string => Array<string>(count).fill(notes).join(' ');

// 1m01, Main titles: four bars in D minor, and the journey's theme.
const THEME = 'D4/2 F4/1 A4/1 Bb4/3 A4/1 G4/2 C5/1 Bb4/1 A4/4';
const TITLES = {
  arpeggio: [
    'D3/.5 A3/.5 D4/.5 F4/.5 A4/.5 F4/.5 D4/.5 A3/.5',
    'Bb2/.5 F3/.5 Bb3/.5 D4/.5 F4/.5 D4/.5 Bb3/.5 F3/.5',
    'C3/.5 G3/.5 C4/.5 E4/.5 G4/.5 E4/.5 C4/.5 G3/.5',
    'A2/.5 E3/.5 A3/.5 C#4/.5 E4/.5 C#4/.5 A3/.5 E3/.5',
  ].join(' '),
  pad: 'D4+F4+A4/4 D4+F4+Bb4/4 E4+G4+C5/4 E4+A4+C#5/4',
  low: 'D2/4 Bb1/4 C2/4 A1/4',
};
const titlesPiano: Line = { instrument: piano, notes: TITLES.arpeggio, strength: [0.4, 0.6], pan: -0.15 };
const titlesStrings: readonly Line[] = [
  { instrument: violins, notes: TITLES.pad, strength: [0.22, 0.5], pan: -0.2 },
  { instrument: cellos, notes: 'D3+A3/4 D3+Bb3/4 E3+G3/4 E3+A3/4', strength: [0.3, 0.5], pan: 0.25 },
  { instrument: basses, notes: TITLES.low, strength: [0.4, 0.6], pan: 0.3 },
];

const titles = { beatsPerMinute: 72, seconds: 16 };
export const mainTitlesSketch: Piece = {
  ...titles,
  stems: {
    Piano: [
      { instrument: piano, notes: THEME, strength: [0.5, 0.65], pan: 0.1 },
      { ...titlesPiano, strength: [0.25, 0.35] },
    ],
  },
};
export const mainTitles: Piece = {
  ...titles,
  stems: {
    Strings: titlesStrings,
    Piano: [titlesPiano],
    Brass: [{ instrument: horns, notes: THEME, strength: [0.45, 0.75], pan: -0.35 }],
  },
};

// 1m02, The window: a slow waltz in F, the theme turned to the light.
const WINDOW = { beatsPerMinute: 78, beatsPerBar: 3, seconds: 16 };
const WALTZ =
  'F2/1 A3+C4/1 A3+C4/1 D2/1 A3+D4/1 A3+D4/1 Bb2/1 Bb3+D4/1 Bb3+D4/1 C2/1 G3+Bb3/1 G3+Bb3/1 F2/1 A3+C4/1 A3+C4/1 F2+C3+A3/3';
const MELODY = 'C5/2 A4/1 A4/2 D5/1 F5/2 D5/1 C5/2 Bb4/1 A4/2 G4/1 F4/3';
const windowPiano: readonly Line[] = [
  { instrument: piano, notes: MELODY, strength: [0.5, 0.45], pan: 0.15 },
  { instrument: piano, notes: WALTZ, strength: [0.26, 0.22], pan: -0.2 },
];
export const windowPianoOnly: Piece = { ...WINDOW, stems: { Piano: windowPiano } };
export const windowWithStrings: Piece = {
  ...WINDOW,
  stems: {
    Piano: windowPiano,
    Strings: [
      {
        instrument: violins,
        notes: 'F4+A4/3 F4+A4/3 F4+Bb4/3 E4+G4/3 F4+A4/3 F4+A4/3',
        strength: [0.12, 0.24],
      },
      { instrument: cellos, notes: 'F3/3 D3/3 Bb2/3 C3/3 F3/3 F3/3', strength: [0.2, 0.3], pan: 0.3 },
    ],
    Celesta: [
      {
        instrument: celesta,
        from: 6,
        notes: '-/1 F6/.5 D6/.5 C6/1 -/1 E6/.5 D6/.5 C6/1 -/1 A5/.5 C6/.5 F6/1',
        strength: [0.3, 0.4],
        pan: 0.4,
      },
    ],
  },
};

// 1m03, Red signal: an ostinato whose twenty-first beat meets the signal, nine and a half seconds in.
const SIGNAL = { beatsPerMinute: (60 * 20) / 9.5, seconds: 20 };
const OSTINATO = times(3, 'D3/.5 D3/.5 F3/.5 D3/.5 Eb3/.5 D3/.5 A2/.5 C3/.5');
const OSTINATO_HIGHER = times(2, 'D3+F3/.5 D3/.5 G3/.5 D3/.5 Ab3/.5 D3/.5 Bb2/.5 C#3/.5');
const BEHIND = times(4, 'D2/.5 D3/.5 Ab2/.5 D3/.5 Eb3/.5 D3/.5 Ab2/.5 Eb2/.5');
const signalStrings: readonly Line[] = [
  {
    instrument: spiccato,
    notes: `${OSTINATO} ${OSTINATO_HIGHER} ${BEHIND} D2+D3+Ab3/1`,
    strength: [0.35, 0.95],
    pan: 0.2,
  },
  {
    instrument: violins,
    from: 8,
    notes: 'D5/6 Eb5/6 -/2 Ab5+D6/4 G5+C#6/4 F5+B5/4 D5+Ab5/4',
    strength: [0.14, 0.5],
    pan: -0.3,
  },
  { instrument: basses, notes: 'D2/8 D2/8 C#2/4 D2/8 Eb2/8', strength: [0.3, 0.8], pan: 0.3 },
];
const signalBrass: Line = {
  instrument: horns,
  from: 20,
  notes: 'D3+Ab3+D4/3 -/1 Eb3+A3+Eb4/3 -/1 D3+Ab3+F4/4 D3+Ab3+D4/6',
  strength: [0.95, 0.7],
  pan: -0.35,
};
export const redSignalStrings: Piece = { ...SIGNAL, stems: { Strings: signalStrings } };
export const redSignal: Piece = {
  ...SIGNAL,
  stems: {
    Strings: signalStrings,
    Brass: [signalBrass],
    Percussion: [
      { instrument: brush, notes: times(20, 'A4/.25 -/.25 A4/.25 A4/.25'), strength: [0.2, 0.8], pan: 0.5 },
      {
        instrument: drum,
        notes: `${times(5, 'D1/3 D1/1')} ${times(4, 'D1/1.5 D1/.5 D1/2')} D1/1`,
        strength: [0.35, 1],
      },
    ],
  },
};

// 1m04, Home: the theme in D major, from one piano to everybody.
const HOME = { beatsPerMinute: 88, seconds: 23 };
const HOMECOMING =
  'D4/2 F#4/1 A4/1 B4/3 A4/1 G4/2 B4/1 D5/1 C#5/3 A4/1 D5/2 E5/1 F#5/1 G5/3 F#5/1 E5/2 C#5/2 D5/4';
const homePiano: Line = {
  instrument: piano,
  notes: [
    times(2, 'D3/.5 A3/.5 D4/.5 F#4/.5 A4/.5 F#4/.5 D4/.5 A3/.5'),
    'G2/.5 D3/.5 G3/.5 B3/.5 D4/.5 B3/.5 G3/.5 D3/.5 A2/.5 E3/.5 A3/.5 C#4/.5 E4/.5 C#4/.5 A3/.5 E3/.5',
    'B2/.5 F#3/.5 B3/.5 D4/.5 F#4/.5 D4/.5 B3/.5 F#3/.5 G2/.5 D3/.5 G3/.5 B3/.5 D4/.5 B3/.5 G3/.5 D3/.5',
    'A2/.5 E3/.5 A3/.5 C#4/.5 E4/.5 C#4/.5 A3/.5 E3/.5 D2+A3+D4+F#4/4',
  ].join(' '),
  strength: [0.35, 0.55],
  pan: -0.15,
};
const homeStrings: readonly Line[] = [
  {
    instrument: violins,
    from: 8,
    notes: 'B4+D5/4 C#5+E5/4 D5+F#5/4 D5+B5/4 C#5+E5/4 D5+F#5+A5/4',
    strength: [0.22, 0.75],
    pan: -0.25,
  },
  {
    instrument: cellos,
    notes: 'D3+F#3/4 D3+F#3/4 B2+G3/4 A2+E3/4 B2+F#3/4 G2+D3/4 A2+E3/4 D3+A3/4',
    strength: [0.22, 0.65],
    pan: 0.25,
  },
  { instrument: basses, from: 8, notes: 'G1/4 A1/4 B1/4 G1/4 A1/4 D1/4', strength: [0.35, 0.7], pan: 0.3 },
];
const homeTheme: Line = { instrument: violins, notes: HOMECOMING, strength: [0.4, 0.85], pan: -0.1 };
export const homeSketch: Piece = {
  ...HOME,
  stems: {
    Piano: [
      { ...homeTheme, instrument: piano, strength: [0.5, 0.75] },
      { ...homePiano, strength: [0.2, 0.35] },
    ],
  },
};
export const homeStringsAndPiano: Piece = {
  ...HOME,
  stems: { Strings: [homeTheme, ...homeStrings], Piano: [homePiano] },
};
export const home: Piece = {
  ...HOME,
  stems: {
    Strings: [homeTheme, ...homeStrings],
    Piano: [homePiano],
    Brass: [
      {
        instrument: horns,
        from: 16,
        notes: 'F#3+A3+D4/4 G3+B3+D4/4 A3+C#4+E4/4 A3+D4+F#4/4',
        strength: [0.5, 0.85],
        pan: -0.35,
      },
    ],
    Percussion: [
      { instrument: drum, from: 16, notes: 'D1/4 G1/4 A1/4 D1/4', strength: [0.4, 0.7] },
      {
        instrument: celesta,
        from: 24,
        notes: 'A5/.5 E6/.5 C#6/.5 E6/.5 A6/1 -/1 D6/.5 F#6/.5 A6/.5 F#6/.5 D7/2',
        strength: [0.25, 0.4],
        pan: 0.4,
      },
    ],
  },
};
