/** What a broadcast wave file is to hold. */
export interface WaveContent {
  readonly seconds: number;
  /** Frequency of the sine in hertz: another one makes another file. */
  readonly hertz: number;
  /** Samples since midnight, as a recorder stamps it. */
  readonly timeReference: number;
}

const SAMPLE_RATE = 48_000;
const CHANNELS = 2;
const BYTES_PER_SAMPLE = 3;
const BEXT_SIZE = 602;

/** A 24-bit stereo broadcast wave file at 48 kHz with a sine that swells once a second. */
export function broadcastWave({ seconds, hertz, timeReference }: WaveContent): Buffer {
  const bext = Buffer.alloc(BEXT_SIZE);
  bext.write('A cue for the tests', 0, 'latin1');
  bext.write('2026-01-01', 320, 'latin1');
  bext.write('10:00:00', 330, 'latin1');
  bext.writeBigUInt64LE(BigInt(timeReference), 338);
  bext.writeUInt16LE(1, 346);

  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(CHANNELS, 2);
  format.writeUInt32LE(SAMPLE_RATE, 4);
  format.writeUInt32LE(SAMPLE_RATE * CHANNELS * BYTES_PER_SAMPLE, 8);
  format.writeUInt16LE(CHANNELS * BYTES_PER_SAMPLE, 12);
  format.writeUInt16LE(BYTES_PER_SAMPLE * 8, 14);

  const body = Buffer.concat([
    Buffer.from('WAVE', 'latin1'),
    chunk('bext', bext),
    chunk('fmt ', format),
    chunk('data', samples(seconds, hertz)),
  ]);
  return chunk('RIFF', body);
}

function samples(seconds: number, hertz: number): Buffer {
  const length = Math.round(seconds * SAMPLE_RATE);
  const data = Buffer.alloc(length * CHANNELS * BYTES_PER_SAMPLE);
  for (let frame = 0; frame < length; frame++) {
    const time = frame / SAMPLE_RATE;
    const swell = 0.2 + 0.6 * Math.abs(Math.sin(Math.PI * time));
    const value = Math.round(Math.sin(2 * Math.PI * hertz * time) * swell * 0x7fffff);
    for (let channel = 0; channel < CHANNELS; channel++) {
      data.writeIntLE(value, (frame * CHANNELS + channel) * BYTES_PER_SAMPLE, BYTES_PER_SAMPLE);
    }
  }
  return data;
}

function chunk(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(name, 0, 'latin1');
  header.writeUInt32LE(content.length, 4);
  return Buffer.concat([header, content, Buffer.alloc(content.length % 2)]);
}
