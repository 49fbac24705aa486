import { SAMPLE_RATE, type Sound } from './music/sound.js';

const BEXT_SIZE = 602;
const BYTES = 3;

/**
 * A broadcast wave file (EBU Tech 3285) of 24 bits.
 *
 * @param startSeconds the timecode of its first sample, in seconds since midnight: its stamp.
 */
export function waveFile(
  sound: Sound,
  { description, startSeconds }: { description: string; startSeconds: number },
): Buffer {
  const bext = Buffer.alloc(BEXT_SIZE);
  bext.write(description, 0, 256, 'latin1');
  bext.write('2026-03-02', 320, 'latin1');
  bext.write('10:00:00', 330, 'latin1');
  bext.writeBigUInt64LE(BigInt(Math.round(startSeconds * SAMPLE_RATE)), 338);
  bext.writeUInt16LE(1, 346);

  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(2, 2);
  format.writeUInt32LE(SAMPLE_RATE, 4);
  format.writeUInt32LE(SAMPLE_RATE * 2 * BYTES, 8);
  format.writeUInt16LE(2 * BYTES, 12);
  format.writeUInt16LE(BYTES * 8, 14);

  const parts = [
    Buffer.from('WAVE'),
    chunk('bext', bext),
    chunk('fmt ', format),
    chunk('data', samplesOf(sound)),
  ];
  return chunk('RIFF', Buffer.concat(parts));
}

function samplesOf({ left, right }: Sound): Buffer {
  const data = Buffer.alloc(left.length * 2 * BYTES);
  for (let sample = 0; sample < left.length; sample++) {
    for (const [channel, value] of [left[sample] ?? 0, right[sample] ?? 0].entries()) {
      const whole = Math.round(Math.max(-1, Math.min(1, value)) * 0x7f_ffff);
      data.writeIntLE(whole, (sample * 2 + channel) * BYTES, BYTES);
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
