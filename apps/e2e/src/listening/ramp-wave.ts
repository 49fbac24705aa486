const SAMPLE_RATE = 48_000;
const HEADER = 44;

/** How high the ramp is at its end; it begins as low. */
const TOP = 0.5;

/**
 * A 24-bit WAV file whose samples say where they are: from low to high in one straight line.
 *
 * @param last the lowest bit of the last sample, to make another file.
 * @param on the channel with the ramp, from 0, of so many; the others are silent. Mono unless said.
 */
export function rampWave(
  seconds: number,
  last: 0 | 1,
  on: { readonly channel: number; readonly of: number } = { channel: 0, of: 1 },
): Buffer {
  const samples = Math.round(seconds * SAMPLE_RATE);
  const frame = on.of * 3;
  const bytes = Buffer.alloc(HEADER + samples * frame);
  bytes.write('RIFF....WAVEfmt ', 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(on.of, 22);
  bytes.writeUInt32LE(SAMPLE_RATE, 24);
  bytes.writeUInt32LE(SAMPLE_RATE * frame, 28);
  bytes.writeUInt16LE(frame, 32);
  bytes.writeUInt16LE(24, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(samples * frame, 40);
  for (let index = 0; index < samples; index++)
    bytes.writeIntLE(rampSample(index, seconds), HEADER + index * frame + on.channel * 3, 3);
  const lastAt = bytes.length - frame + on.channel * 3;
  bytes.writeUInt8((bytes.readUInt8(lastAt) & 0xfe) | last, lastAt);
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
