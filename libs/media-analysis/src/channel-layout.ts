/**
 * The loudspeaker that a channel is meant for. Ls and Rs are the surrounds of 5.1 and the sides of 7.1, Lrs and Rrs the rears
 * of 7.1; T stands for the height speakers, front, side and rear.
 */
export type Speaker =
  | 'L'
  | 'R'
  | 'C'
  | 'LFE'
  | 'Ls'
  | 'Rs'
  | 'Lrs'
  | 'Rrs'
  | 'Cs'
  | 'Lc'
  | 'Rc'
  | 'Ts'
  | 'Ltf'
  | 'Ctf'
  | 'Rtf'
  | 'Lts'
  | 'Rts'
  | 'Ltr'
  | 'Ctr'
  | 'Rtr';

/** In the order of the bits of a WAV channel mask. */
const MASK_SPEAKERS: readonly Speaker[] = [
  'L',
  'R',
  'C',
  'LFE',
  'Lrs',
  'Rrs',
  'Lc',
  'Rc',
  'Cs',
  'Ls',
  'Rs',
  'Ts',
  'Ltf',
  'Ctf',
  'Rtf',
  'Ltr',
  'Ctr',
  'Rtr',
];

/** What a number of channels most likely is in film work. Four may be quad or LCRS, seven many things: left open. */
const USUAL_LAYOUTS: ReadonlyMap<number, readonly Speaker[]> = new Map<number, readonly Speaker[]>([
  [1, ['C']],
  [2, ['L', 'R']],
  [3, ['L', 'R', 'C']],
  [5, ['L', 'R', 'C', 'Ls', 'Rs']],
  [6, ['L', 'R', 'C', 'LFE', 'Ls', 'Rs']],
  [8, ['L', 'R', 'C', 'LFE', 'Ls', 'Rs', 'Lrs', 'Rrs']],
  [10, ['L', 'R', 'C', 'LFE', 'Ls', 'Rs', 'Lrs', 'Rrs', 'Lts', 'Rts']],
  [12, ['L', 'R', 'C', 'LFE', 'Ls', 'Rs', 'Lrs', 'Rrs', 'Ltf', 'Rtf', 'Ltr', 'Rtr']],
]);

/** The order of channels in Vorbis and Opus files, by their number. */
const OGG_LAYOUTS: readonly (readonly Speaker[])[] = [
  ['C'],
  ['L', 'R'],
  ['L', 'C', 'R'],
  ['L', 'R', 'Ls', 'Rs'],
  ['L', 'C', 'R', 'Ls', 'Rs'],
  ['L', 'C', 'R', 'Ls', 'Rs', 'LFE'],
  ['L', 'C', 'R', 'Ls', 'Rs', 'Cs', 'LFE'],
  ['L', 'C', 'R', 'Ls', 'Rs', 'Lrs', 'Rrs', 'LFE'],
];

/** The order of channels in FLAC files where it differs from the usual one, by their number. */
const FLAC_LAYOUTS: ReadonlyMap<number, readonly Speaker[]> = new Map<number, readonly Speaker[]>([
  [4, ['L', 'R', 'Ls', 'Rs']],
  [7, ['L', 'R', 'C', 'LFE', 'Cs', 'Ls', 'Rs']],
  [8, ['L', 'R', 'C', 'LFE', 'Lrs', 'Rrs', 'Ls', 'Rs']],
]);

/** The layout that files without any statement most likely have; null where there is no telling. */
export function usualLayout(channels: number): readonly Speaker[] | null {
  return USUAL_LAYOUTS.get(channels) ?? null;
}

/** The layout that RFC 9639 gives FLAC files. */
export function flacLayout(channels: number): readonly Speaker[] | null {
  return FLAC_LAYOUTS.get(channels) ?? usualLayout(channels);
}

/** The layout of Vorbis files, and of Opus files of mapping family 0 and 1. */
export function oggLayout(channels: number): readonly Speaker[] | null {
  return OGG_LAYOUTS[channels - 1] ?? null;
}

/** The layout that the channel mask of an extensible WAV file states; the usual one where it does not fit the channels. */
export function layoutOfMask(mask: number, channels: number): readonly Speaker[] | null {
  const stated = MASK_SPEAKERS.filter((_, bit) => ((mask >>> bit) & 1) === 1);
  if (stated.length !== channels) return usualLayout(channels);
  if (stated.includes('Ls')) return stated;
  // Without sides the "back" speakers are the surrounds of 5.1.
  return stated.map((speaker) => (speaker === 'Lrs' ? 'Ls' : speaker === 'Rrs' ? 'Rs' : speaker));
}

/**
 * How much each channel's energy counts for loudness: ITU-R BS.1770-4, table 4. Speakers to the sides (60° to 120°) count
 * +1.5 dB, the LFE not at all, all others, and unknown ones, as they are.
 */
export function loudnessWeights(layout: readonly Speaker[] | null, channels: number): number[] {
  return Array.from({ length: channels }, (_, channel) => {
    const speaker = layout?.[channel];
    if (speaker === 'LFE') return 0;
    return speaker === 'Ls' || speaker === 'Rs' ? 1.41 : 1;
  });
}
