import type { ByteSource } from './byte-source.js';

/** How uncompressed samples lie in a file, channels interleaved. */
export interface PcmLayout {
  readonly kind: 'pcm-int' | 'pcm-float';
  /** Bytes of one sample of one channel: 1 to 4, or 4 and 8 for floating point. */
  readonly sampleBytes: number;
  readonly littleEndian: boolean;
  /** WAV stores 8-bit audio as 0…255 with silence at 128, AIFF as signed. */
  readonly unsigned: boolean;
  readonly channels: number;
  readonly sampleRate: number;
}

/** Uncompressed audio in a file: `samples` samples per channel that begin at byte `offset`. */
export interface PcmStretch {
  readonly source: ByteSource;
  readonly layout: PcmLayout;
  readonly offset: number;
  readonly samples: number;
}
