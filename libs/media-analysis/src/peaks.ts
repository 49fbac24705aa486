/** A waveform: the lowest and highest sample of each channel over each stretch ("pixel"). */
export interface Peaks {
  /** Samples per second of the audio it was made from. */
  readonly sampleRate: number;
  /** Samples per channel that one pixel covers; the last may cover fewer. */
  readonly samplesPerPixel: number;
  readonly channels: number;
  /** Number of pixels. */
  readonly length: number;
  /** 16-bit values: for each pixel, for each channel, minimum then maximum. */
  readonly data: Int16Array;
}

const HEADER_BYTES = 24;
const VERSION = 2;
const FLAGS_16_BIT = 0;

/**
 * Reads an audiowaveform `.dat` file of version 2 with 16-bit values, the only kind Segue writes.
 * @throws {RangeError} if the bytes are not exactly that
 */
export function parsePeaks(bytes: Uint8Array): Peaks {
  if (bytes.length < HEADER_BYTES)
    throw new RangeError('Peaks are shorter than their header. Fetch them again.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getInt32(0, true);
  const flags = view.getUint32(4, true);
  if (version !== VERSION || flags !== FLAGS_16_BIT) {
    throw new RangeError(
      `Peaks of version ${version} with flags ${flags} are not known here: only version 2 with 16 bits is.`,
    );
  }
  const sampleRate = view.getInt32(8, true);
  const samplesPerPixel = view.getInt32(12, true);
  const length = view.getUint32(16, true);
  const channels = view.getInt32(20, true);
  if (sampleRate < 1 || samplesPerPixel < 1 || channels < 1) {
    throw new RangeError('Peaks must have a sample rate, samples per pixel and channels above zero.');
  }
  const values = length * channels * 2;
  if (bytes.length !== HEADER_BYTES + values * 2) {
    throw new RangeError(
      `Peaks of ${length} pixels and ${channels} channels cannot be ${bytes.length} bytes long. Fetch them again.`,
    );
  }
  const data = new Int16Array(values);
  for (let i = 0; i < values; i += 1) data[i] = view.getInt16(HEADER_BYTES + i * 2, true);
  return { sampleRate, samplesPerPixel, channels, length, data };
}

/** Writes what {@link parsePeaks} reads. */
export function encodePeaks(peaks: Peaks): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + peaks.data.length * 2);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, VERSION, true);
  view.setUint32(4, FLAGS_16_BIT, true);
  view.setInt32(8, peaks.sampleRate, true);
  view.setInt32(12, peaks.samplesPerPixel, true);
  view.setUint32(16, peaks.length, true);
  view.setInt32(20, peaks.channels, true);
  peaks.data.forEach((value, i) => {
    view.setInt16(HEADER_BYTES + i * 2, value, true);
  });
  return bytes;
}

/**
 * The same waveform with `factor` pixels in one, for drawing what is long: exactly what would have been drawn so coarsely from
 * the sound itself.
 * @throws {RangeError} if the factor is no whole number above zero
 */
export function coarserPeaks(peaks: Peaks, factor: number): Peaks {
  if (!Number.isSafeInteger(factor) || factor < 1)
    throw new RangeError(`Peaks can be made coarser by a whole number of times, not ${factor}.`);
  const { channels, data } = peaks;
  const length = Math.ceil(peaks.length / factor);
  const step = channels * 2;
  const coarse = new Int16Array(length * step);
  for (let pixel = 0; pixel < length; pixel += 1) {
    const first = pixel * factor;
    const end = Math.min(peaks.length, first + factor);
    for (let channel = 0; channel < step; channel += 2) {
      let low = data[first * step + channel] ?? 0;
      let high = data[first * step + channel + 1] ?? 0;
      for (let fine = first + 1; fine < end; fine += 1) {
        low = Math.min(low, data[fine * step + channel] ?? 0);
        high = Math.max(high, data[fine * step + channel + 1] ?? 0);
      }
      coarse[pixel * step + channel] = low;
      coarse[pixel * step + channel + 1] = high;
    }
  }
  return { ...peaks, samplesPerPixel: peaks.samplesPerPixel * factor, length, data: coarse };
}
