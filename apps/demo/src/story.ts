import type { Role, Sense } from '@segue/access-policy';
import type { Decision, StemKind, VersionKind } from '@segue/protocol';
import type { Drawing, NoteKind, NoteWeight } from '@segue/review-document';
import * as pieces from './music/pieces.js';
import type { Piece } from './music/score.js';
import type { CutNumber } from './shots.js';

/** The people of the film, by what they are called here. The first one owns the installation. */
export const PEOPLE = {
  editor: { name: 'Mo Bauer', role: 'music editor' },
  director: { name: 'Dora Lindqvist', role: 'director' },
  composer: { name: 'Clara Weiss', role: 'composer' },
  producer: { name: 'Paul Okafor', role: 'producer' },
  supervisor: { name: 'Sana Ito', role: 'music supervisor' },
} as const satisfies Record<string, { readonly name: string; readonly role: Role }>;
export type PersonKey = keyof typeof PEOPLE;

/** A place in the picture: a frame of a shot. */
export type Place = readonly [shot: string, frame: number];

export interface VersionInStory {
  readonly piece: Piece;
  readonly kind: VersionKind;
  readonly writtenTo: CutNumber;
  /** Delivers its stems besides, each as this kind. */
  readonly stems?: Readonly<Record<string, StemKind>>;
}

interface NoteInStory {
  readonly by: PersonKey;
  /** 1 for the first version. */
  readonly version: number;
  readonly at: Place;
  readonly until?: Place;
  readonly kind: NoteKind;
  readonly weight: NoteWeight;
  readonly text: string;
  readonly drawing?: Drawing;
  readonly replies?: readonly (readonly [PersonKey, string])[];
  readonly resolvedBy?: PersonKey;
}

interface SignOffInStory {
  readonly by: PersonKey;
  readonly version: number;
  readonly sense: Sense;
  readonly decision: Decision;
  readonly comment: string;
}

export interface CueInStory {
  readonly number: string;
  readonly title: string;
  readonly from: Place;
  readonly to: Place;
  readonly emotion: string;
  /** Who plays. */
  readonly palette: string;
  readonly description: string;
  readonly hits: readonly (readonly [Place, string])[];
  readonly versions: readonly VersionInStory[];
  readonly notes: readonly NoteInStory[];
  readonly signOffs: readonly SignOffInStory[];
  /** Whether somebody has already looked at what the second cut did to it. */
  readonly placedInSecondCut: boolean;
}

const STRINGS_PIANO_BRASS = { Strings: 'strings', Piano: 'keys', Brass: 'brass' } as const;

/** The cues of the film, with what has been written about them. */
export const CUES: readonly CueInStory[] = [
  {
    number: '1m01',
    title: 'Main titles',
    from: ['sea', 0],
    to: ['hills', 168],
    emotion: 'longing, wide',
    palette: 'horn, strings, piano',
    description: 'Nothing but the sea, then the train far away. The theme must be known by the end of it.',
    hits: [
      [['sea', 62], 'Title'],
      [['hills', 0], 'Cut to the train'],
    ],
    versions: [
      { piece: pieces.mainTitlesSketch, kind: 'sketch', writtenTo: 1 },
      { piece: pieces.mainTitles, kind: 'mock-up', writtenTo: 1, stems: STRINGS_PIANO_BRASS },
    ],
    notes: [
      {
        by: 'director',
        version: 1,
        at: ['sea', 62],
        kind: 'feeling',
        weight: 'taste',
        text: 'It feels like somebody alone at home. I want to feel how large the night is.',
        replies: [['composer', 'Strings under it then, and the theme in the horn. In v2.']],
        resolvedBy: 'composer',
      },
      {
        by: 'director',
        version: 2,
        at: ['hills', 0],
        until: ['hills', 72],
        kind: 'feeling',
        weight: 'taste',
        text: 'Yes! Here I would follow it anywhere.',
      },
      {
        by: 'producer',
        version: 2,
        at: ['sea', 96],
        kind: 'story',
        weight: 'taste',
        text: 'Could the horn wait until the title is gone? I read and listen at the same time.',
        replies: [['composer', 'I can bring it in two beats later. Would you hear both?']],
      },
    ],
    signOffs: [],
    placedInSecondCut: true,
  },
  {
    number: '1m02',
    title: 'The window',
    from: ['window', 0],
    to: ['rails', 124],
    emotion: 'tender, a memory',
    palette: 'piano, celesta, strings',
    description: 'She looks out and remembers. We hear what she hears, not what she says.',
    hits: [[['window', 108], 'She turns her head']],
    versions: [
      { piece: pieces.windowPianoOnly, kind: 'mock-up', writtenTo: 1 },
      {
        piece: pieces.windowWithStrings,
        kind: 'mix',
        writtenTo: 1,
        stems: { Piano: 'keys', Strings: 'strings', Celesta: 'percussion' },
      },
    ],
    notes: [
      {
        by: 'director',
        version: 1,
        at: ['window', 108],
        kind: 'feeling',
        weight: 'must',
        text: 'When she turns, something should light up. Only a little.',
        drawing: [
          { tool: 'box', points: [4300, 3400, 5900, 6400], colour: 'yellow', width: 'medium' },
          { tool: 'text', points: [6050, 3900], text: 'here', colour: 'yellow', width: 'medium' },
        ],
        replies: [['composer', 'A celesta, twice, and then never again in this film.']],
        resolvedBy: 'director',
      },
      {
        by: 'editor',
        version: 2,
        at: ['window', 30],
        until: ['window', 190],
        kind: 'mix',
        weight: 'taste',
        text: 'She speaks here: the strings can come down 2 dB under the words.',
        replies: [['composer', 'Agreed, in the dub. The stem is separate.']],
        resolvedBy: 'composer',
      },
    ],
    signOffs: [
      { by: 'director', version: 2, sense: 'creative', decision: 'approved', comment: 'This is the film.' },
      { by: 'producer', version: 2, sense: 'final', decision: 'approved', comment: '' },
      { by: 'supervisor', version: 2, sense: 'clearance', decision: 'approved', comment: 'Original score.' },
    ],
    placedInSecondCut: true,
  },
  {
    number: '1m03',
    title: 'Red signal',
    from: ['tunnel', 0],
    to: ['wheels', 144],
    emotion: 'dread, then steel',
    palette: 'spiccato strings, horns, drum, brush',
    description: 'Faster than the train. The signal is the only colour, and the only accent.',
    hits: [
      [['signal', 60], 'Signal turns red'],
      [['wheels', 134], 'Train stands'],
    ],
    versions: [
      { piece: pieces.redSignalStrings, kind: 'sketch', writtenTo: 1 },
      {
        piece: pieces.redSignal,
        kind: 'mock-up',
        writtenTo: 1,
        stems: { Strings: 'strings', Brass: 'brass', Percussion: 'percussion' },
      },
    ],
    notes: [
      {
        by: 'editor',
        version: 1,
        at: ['signal', 60],
        kind: 'timing',
        weight: 'must',
        text: 'The accent is right on the red: please keep it there to the frame.',
        replies: [['composer', 'Beat 21 sits on it. The tempo map is with v2.']],
        resolvedBy: 'editor',
      },
      {
        by: 'director',
        version: 2,
        at: ['wheels', 20],
        until: ['wheels', 120],
        kind: 'feeling',
        weight: 'taste',
        text: 'Now I hold my breath. Do not touch it.',
      },
      {
        by: 'supervisor',
        version: 2,
        at: ['tunnel', 0],
        kind: 'technical',
        weight: 'taste',
        text: 'Will the brush be recorded or stay a sample? I need to know for the session.',
      },
    ],
    signOffs: [
      {
        by: 'director',
        version: 2,
        sense: 'creative',
        decision: 'approved',
        comment: 'Record it like this.',
      },
    ],
    placedInSecondCut: false,
  },
  {
    number: '1m04',
    title: 'Home',
    from: ['platform', 0],
    to: ['sunrise', 132],
    emotion: 'arriving, warm',
    palette: 'strings, piano, horns, drum',
    description: 'The theme comes home in major. Full from the embrace on, and nothing after the birds.',
    hits: [
      [['embrace', 0], 'They see each other'],
      [['embrace', 130], 'Embrace'],
    ],
    versions: [
      { piece: pieces.homeSketch, kind: 'sketch', writtenTo: 1 },
      { piece: pieces.homeStringsAndPiano, kind: 'mock-up', writtenTo: 1 },
      {
        piece: pieces.home,
        kind: 'mock-up',
        writtenTo: 2,
        stems: { Strings: 'strings', Piano: 'keys', Brass: 'brass', Percussion: 'percussion' },
      },
    ],
    notes: [
      {
        by: 'producer',
        version: 2,
        at: ['embrace', 130],
        kind: 'story',
        weight: 'must',
        text: 'The embrace needs more than strings. We have waited seventy seconds for it.',
        replies: [['composer', 'Horns and drums from here, in v3.']],
      },
      {
        by: 'director',
        version: 3,
        at: ['platform', 96],
        until: ['platform', 180],
        kind: 'feeling',
        weight: 'taste',
        text: 'Too sure of itself. She does not know yet whether he is on this train.',
      },
      {
        by: 'director',
        version: 3,
        at: ['sunrise', 60],
        kind: 'story',
        weight: 'must',
        text: 'End before the birds are gone, please: the last thing we hear should be the sea.',
      },
    ],
    signOffs: [],
    placedInSecondCut: true,
  },
];
