/** What a WAV for a test is to be like. */
export interface WavShape {
  /** Samples per channel; a second's worth when left out. */
  readonly samples?: number;
  /** Hertz. */
  readonly pitch?: number;
  /** Samples since midnight, in a `bext` chunk. */
  readonly timeReference?: number;
}

const RATE = 48_000;
const CHANNELS = 2;
const SAMPLE_BYTES = 3;

/** A stereo WAV of 24 bits at 48 kHz. Another pitch makes another file. */
export function wavBytes({ samples = RATE, pitch = 440, timeReference }: WavShape = {}): Buffer {
  const data = Buffer.alloc(samples * CHANNELS * SAMPLE_BYTES);
  for (let at = 0; at < samples; at += 1) {
    const value = Math.round(Math.sin((2 * Math.PI * pitch * at) / RATE) * 0x3fffff);
    for (let channel = 0; channel < CHANNELS; channel += 1) {
      data.writeIntLE(value, (at * CHANNELS + channel) * SAMPLE_BYTES, SAMPLE_BYTES);
    }
  }
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(CHANNELS, 2);
  format.writeUInt32LE(RATE, 4);
  format.writeUInt32LE(RATE * CHANNELS * SAMPLE_BYTES, 8);
  format.writeUInt16LE(CHANNELS * SAMPLE_BYTES, 12);
  format.writeUInt16LE(SAMPLE_BYTES * 8, 14);
  const chunks = [chunk('fmt ', format), chunk('data', data)];
  if (timeReference !== undefined) {
    const broadcast = Buffer.alloc(602);
    broadcast.writeUIntLE(timeReference % 2 ** 32, 338, 4);
    broadcast.writeUIntLE(Math.floor(timeReference / 2 ** 32), 342, 4);
    chunks.unshift(chunk('bext', broadcast));
  }
  return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));
}

function chunk(name: string, content: Buffer): Buffer {
  const head = Buffer.from(`${name}    `).subarray(0, 8);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
}

/** A mono AIFF of 16 bits at 48 kHz. */
export function aiffBytes(samples: readonly number[]): Buffer {
  const common = Buffer.alloc(18);
  common.writeInt16BE(1, 0);
  common.writeUInt32BE(samples.length, 2);
  common.writeInt16BE(16, 6);
  // 48 000 as an 80-bit extended float.
  common.set([0x40, 0x0e, 0xbb, 0x80], 8);
  const sound = Buffer.alloc(8 + samples.length * 2);
  samples.forEach((sample, at) => sound.writeInt16BE(sample, 8 + at * 2));
  return bigEndianChunk(
    'FORM',
    Buffer.concat([Buffer.from('AIFF'), bigEndianChunk('COMM', common), bigEndianChunk('SSND', sound)]),
  );
}

function bigEndianChunk(name: string, content: Buffer): Buffer {
  const head = Buffer.from(`${name}    `).subarray(0, 8);
  head.writeUInt32BE(content.length, 4);
  return Buffer.concat([head, content]);
}
