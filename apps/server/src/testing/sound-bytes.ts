/** What a WAV for a test is to be like. */
export interface WavShape {
  /** Samples per channel; a second's worth when left out. */
  readonly samples?: number;
  /** Hertz. */
  readonly pitch?: number;
  /** Samples since midnight, in a `bext` chunk. */
  readonly timeReference?: number;
  readonly sampleRate?: number;
  readonly channels?: number;
  readonly bits?: 16 | 24;
}

/** A WAV, stereo of 24 bits at 48 kHz when nothing else is said. Another pitch makes another file. */
export function wavBytes(shape: WavShape = {}): Buffer {
  const { sampleRate = 48_000, channels = 2, bits = 24, pitch = 440, timeReference } = shape;
  const sampleBytes = bits / 8;
  const sine = sineSamples(shape.samples ?? sampleRate, pitch, sampleRate, bits);
  const data = Buffer.alloc(sine.length * channels * sampleBytes);
  sine.forEach((value, at) => {
    for (let channel = 0; channel < channels; channel += 1) {
      data.writeIntLE(value, (at * channels + channel) * sampleBytes, sampleBytes);
    }
  });
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE(sampleRate * channels * sampleBytes, 8);
  format.writeUInt16LE(channels * sampleBytes, 12);
  format.writeUInt16LE(bits, 14);
  const chunks = [chunk('fmt ', format), chunk('data', data)];
  if (timeReference !== undefined) {
    const broadcast = Buffer.alloc(602);
    broadcast.writeUIntLE(timeReference % 2 ** 32, 338, 4);
    broadcast.writeUIntLE(Math.floor(timeReference / 2 ** 32), 342, 4);
    chunks.unshift(chunk('bext', broadcast));
  }
  return chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));
}

/** A sine at half of full scale, in whole numbers of so many bits. */
export function sineSamples(
  samples: number,
  pitch: number,
  sampleRate: number,
  bits: number,
): Int32Array<ArrayBuffer> {
  const peak = 2 ** (bits - 2) - 1;
  return Int32Array.from({ length: samples }, (_, at) =>
    Math.round(Math.sin((2 * Math.PI * pitch * at) / sampleRate) * peak),
  );
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
