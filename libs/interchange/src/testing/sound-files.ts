/** Parts of sound files, byte by byte, written without the code under test. */

export const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
export const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];

const bytesOf = (value: number, count: number): number[] =>
  Array.from({ length: count }, (_, at) => Math.floor(value / 256 ** at) % 256);
const u16 = (value: number): number[] => bytesOf(value, 2);
export const u32 = (value: number): number[] => bytesOf(value, 4);
export const u64 = (value: number): number[] => bytesOf(value, 8);
const big = (bytes: number[]): number[] => bytes.toReversed();
export const be16 = (value: number): number[] => big(u16(value));
export const be32 = (value: number): number[] => big(u32(value));

/** A part with its header and the byte that makes it even. */
export function part(id: string, content: readonly number[], size = content.length): number[] {
  return [...ascii(id), ...u32(size), ...content, ...(content.length % 2 === 1 ? [0] : [])];
}

/** A WAVE file of parts. */
export function wave(parts: readonly number[][], { form = 'RIFF', size = -1 } = {}): Uint8Array {
  const content = [...ascii('WAVE'), ...parts.flat()];
  return Uint8Array.from([...ascii(form), ...u32(size === -1 ? content.length : size), ...content]);
}

/** 16 bits, stereo. */
export const format = (sampleRate = 48_000): number[] =>
  part('fmt ', [...u16(1), ...u16(2), ...u32(sampleRate), ...u32(sampleRate * 4), ...u16(4), ...u16(16)]);
export const sound = (frames = 8): number[] =>
  part(
    'data',
    Array.from({ length: frames * 4 }, (_, at) => (at * 7 + 1) % 256),
  );
export const cue = (...cues: readonly (readonly [id: number, sample: number])[]): number[] =>
  part('cue ', [
    ...u32(cues.length),
    ...cues.flatMap(([id, sample]) => [
      ...u32(id),
      ...u32(0),
      ...ascii('data'),
      ...u32(0),
      ...u32(0),
      ...u32(sample),
    ]),
  ]);
export const adtl = (...parts: readonly number[][]): number[] =>
  part('LIST', [...ascii('adtl'), ...parts.flat()]);
export const label = (id: number, text: readonly number[], kind = 'labl'): number[] =>
  part(kind, [...u32(id), ...text, 0]);
export const region = (id: number, length: number, codePage = 0, text: readonly number[] = []): number[] =>
  part('ltxt', [
    ...u32(id),
    ...u32(length),
    ...ascii('rgn '),
    ...u16(0),
    ...u16(0),
    ...u16(0),
    ...u16(codePage),
    ...text,
  ]);
export const loop = (...loops: readonly (readonly [id: number, first: number, last: number])[]): number[] =>
  part('smpl', [
    ...Array.from({ length: 28 }, () => 0),
    ...u32(loops.length),
    ...u32(0),
    ...loops.flatMap(([id, first, last]) => [
      ...u32(id),
      ...u32(0),
      ...u32(first),
      ...u32(last),
      ...u32(0),
      ...u32(0),
    ]),
  ]);
export const bext = (samples: number, history = 'A=PCM\r\n'): number[] => {
  const content = Array.from({ length: 602 }, () => 0);
  content.splice(0, 5, ...ascii('scene'));
  content.splice(338, 8, ...u64(samples));
  content.splice(346, 2, ...u16(2));
  return part('bext', [...content, ...ascii(history)]);
};
export const ixml = (content: string): number[] =>
  part('iXML', [...utf8(`<?xml version="1.0"?><BWFXML>${content}</BWFXML>`), 0, 0, 0]);

/** A big-endian part. */
export function bigPart(id: string, content: readonly number[]): number[] {
  return [...ascii(id), ...be32(content.length), ...content, ...(content.length % 2 === 1 ? [0] : [])];
}

/** An AIFF file of parts, of 16 bits, stereo, at 48 kHz. */
export function aiff(parts: readonly number[][], frames = 8): Uint8Array {
  // 48000 as a number of 80 bits: 0xBB80 * 2^(15 - 15).
  const rate = [0x40, 0x0e, 0xbb, 0x80, 0, 0, 0, 0, 0, 0];
  const samples = Array.from({ length: frames * 4 }, (_, at) => (at * 5 + 3) % 256);
  const content = [
    ...ascii('AIFF'),
    ...bigPart('COMM', [...be16(2), ...be32(frames), ...be16(16), ...rate]),
    ...bigPart('SSND', [...be32(0), ...be32(0), ...samples]),
    ...parts.flat(),
  ];
  return Uint8Array.from([...ascii('FORM'), ...be32(content.length), ...content]);
}

/** The markers of an AIFF file; names are Pascal strings. */
export const marks = (
  ...list: readonly (readonly [id: number, sample: number, name: readonly number[]])[]
): number[] =>
  bigPart('MARK', [
    ...be16(list.length),
    ...list.flatMap(([id, sample, name]) => [
      ...be16(id),
      ...be32(sample),
      name.length,
      ...name,
      ...(name.length % 2 === 0 ? [0] : []),
    ]),
  ]);

/** All parts of a file as name and content, read without the code under test. */
export function partsOf(file: Uint8Array, isBig = false): (readonly [id: string, content: Uint8Array])[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const parts: (readonly [string, Uint8Array])[] = [];
  let long = 0;
  for (let at = 12; at < file.length;) {
    const id = String.fromCharCode(...file.subarray(at, at + 4));
    const stated = view.getUint32(at + 4, !isBig);
    const size = stated === 0xffffffff ? long : stated;
    parts.push([id, file.slice(at + 8, at + 8 + size)]);
    if (id === 'ds64') long = Number(view.getBigUint64(at + 16, true));
    at += 8 + size + (size % 2);
  }
  return parts;
}
