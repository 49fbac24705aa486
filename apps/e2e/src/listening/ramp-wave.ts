const SAMPLE_RATE = 48_000;
const HEADER = 44;

/** How high the ramp is at its end; it begins as low. */
const TOP = 0.5;

/**
 * A 24-bit mono WAV file whose samples say where they are: from low to high in one straight line.
 *
 * @param last the lowest bit of the last sample, to make another file.
 */
export function rampWave(seconds: number, last: 0 | 1): Buffer {
  const samples = Math.round(seconds * SAMPLE_RATE);
  const bytes = Buffer.alloc(HEADER + samples * 3);
  bytes.write('RIFF....WAVEfmt ', 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(SAMPLE_RATE, 24);
  bytes.writeUInt32LE(SAMPLE_RATE * 3, 28);
  bytes.writeUInt16LE(3, 32);
  bytes.writeUInt16LE(24, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(samples * 3, 40);
  for (let index = 0; index < samples; index++)
    bytes.writeIntLE(rampSample(index, seconds), HEADER + index * 3, 3);
  bytes.writeUInt8((bytes.readUInt8(bytes.length - 3) & 0xfe) | last, bytes.length - 3);
  return bytes;
}

/** A sample of that file, as a whole number of 24 bits. */
export function rampSample(index: number, seconds: number): number {
  return Math.round((2 * (index / (seconds * SAMPLE_RATE)) - 1) * TOP * 2 ** 23);
}

/** Where a sample of that file lies, in seconds. */
export function rampSeconds(sample: number, seconds: number): number {
  return ((sample / TOP + 1) / 2) * seconds;
}
