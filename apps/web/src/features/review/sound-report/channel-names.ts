const LAYOUTS: Readonly<Record<number, readonly string[]>> = {
  1: ['M'],
  2: ['L', 'R'],
  3: ['L', 'R', 'C'],
  4: ['L', 'R', 'Ls', 'Rs'],
  5: ['L', 'R', 'C', 'Ls', 'Rs'],
  6: ['L', 'R', 'C', 'LFE', 'Ls', 'Rs'],
  8: ['L', 'R', 'C', 'LFE', 'Lss', 'Rss', 'Lrs', 'Rrs'],
};

/** What the channels of a file are called, in the order of WAV and AIFF deliveries; numbers where no layout is customary. */
export function channelNames(count: number): readonly string[] {
  return LAYOUTS[count] ?? Array.from({ length: count }, (_, index) => String(index + 1));
}
