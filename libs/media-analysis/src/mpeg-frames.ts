/** The fixed part of an MPEG audio layer III frame. */
export interface MpegFrame {
  /** Length of the frame, header included. */
  readonly bytes: number;
  /** Samples per channel. */
  readonly samples: number;
  readonly sampleRate: number;
  readonly channels: 1 | 2;
  /** Where in the frame an encoder's `Xing` or `Info` mark would stand. */
  readonly infoOffset: number;
}

const KBPS_MPEG1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const KBPS_MPEG2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES_MPEG1 = [44100, 48000, 32000];

/** Reads the four header bytes; null if they are not those of a layer III frame of stated length. */
export function parseMpegFrame(word: number): MpegFrame | null {
  const sync = word >>> 21;
  const version = (word >>> 19) & 3; // 3 = MPEG-1, 2 = MPEG-2, 0 = MPEG-2.5
  const layer = (word >>> 17) & 3; // 1 = layer III
  if (sync !== 0x7ff || version === 1 || layer !== 1) return null;
  const isMpeg1 = version === 3;
  const kbps = (isMpeg1 ? KBPS_MPEG1 : KBPS_MPEG2)[(word >>> 12) & 15] ?? 0;
  const baseRate = RATES_MPEG1[(word >>> 10) & 3] ?? 0;
  if (kbps === 0 || baseRate === 0) return null;

  const sampleRate = isMpeg1 ? baseRate : version === 2 ? baseRate / 2 : baseRate / 4;
  const samples = isMpeg1 ? 1152 : 576;
  const channels = ((word >>> 6) & 3) === 3 ? 1 : 2;
  const checksumBytes = (word & 0x10000) === 0 ? 2 : 0;
  const sideBytes = isMpeg1 ? (channels === 1 ? 17 : 32) : channels === 1 ? 9 : 17;
  return {
    bytes: Math.floor(((samples / 8) * kbps * 1000) / sampleRate) + ((word >>> 9) & 1),
    samples,
    sampleRate,
    channels,
    infoOffset: 4 + checksumBytes + sideBytes,
  };
}

/** Whether two frames can belong to the same recording. */
export function sameStream(a: MpegFrame, b: MpegFrame): boolean {
  return a.sampleRate === b.sampleRate && a.channels === b.channels && a.samples === b.samples;
}
