/** How long a sound is. */
export interface SoundLength {
  /** Samples per second, per channel. */
  readonly sampleRate: number;
  /** Samples per channel. */
  readonly samples: number;
}

/** What does not fit between a mix and one of its stems; `stem` counts from 0. */
export type StemFinding = { readonly severity: 'remark'; readonly stem: number } & (
  | { readonly code: 'stem-sample-rate'; readonly value: number; readonly expected: number }
  | { readonly code: 'stem-length'; readonly value: number; readonly expected: number }
);

/**
 * Compares stems with the mix that they are parts of: stems of one bounce have the rate and, to the sample, the length of the
 * mix. Lengths at different rates are not compared.
 */
export function judgeStems(mix: SoundLength, stems: readonly SoundLength[]): StemFinding[] {
  return stems.flatMap(({ sampleRate, samples }, stem): StemFinding[] => {
    const about = { severity: 'remark', stem } as const;
    if (sampleRate !== mix.sampleRate)
      return [{ ...about, code: 'stem-sample-rate', value: sampleRate, expected: mix.sampleRate }];
    if (samples !== mix.samples)
      return [{ ...about, code: 'stem-length', value: samples, expected: mix.samples }];
    return [];
  });
}
