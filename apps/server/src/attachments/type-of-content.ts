import type { AttachmentType } from '@segue/review-document';

/** So many of the first bytes say what a file is. */
export const TELLING_BYTES = 16;

/**
 * What a file is by its first bytes, whatever it is called; null for everything that cannot be attached. Markup has no
 * fixed beginning and is never one of these, so neither HTML nor SVG gets through.
 */
export function typeOfContent(bytes: Uint8Array): AttachmentType | null {
  const text = Buffer.from(bytes.subarray(0, TELLING_BYTES)).toString('latin1');
  const [first = 0, second = 0, third = 0] = bytes;
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (first === 0xff && second === 0xd8 && third === 0xff) return 'image/jpeg';
  if (/^GIF8[79]a/.test(text)) return 'image/gif';
  if (/^RIFF[^]{4}WEBP/.test(text)) return 'image/webp';
  if (text.startsWith('%PDF-')) return 'application/pdf';
  if (/^RIFF[^]{4}WAVE/.test(text)) return 'audio/wav';
  if (text.startsWith('fLaC')) return 'audio/flac';
  if (text.startsWith('OggS\0')) return 'audio/ogg';
  if (/^[^]{4}ftypM4A /.test(text)) return 'audio/mp4';
  if (text.startsWith('ID3') || isMp3Frame(first, second, third)) return 'audio/mpeg';
  return null;
}

/** The header of a frame of MPEG layer III, with a bit rate and a sample rate that exist. */
function isMp3Frame(first: number, second: number, third: number): boolean {
  const isLayer3 = first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
  return isLayer3 && third >> 4 !== 0x0f && third >> 4 !== 0 && (third & 0x0c) !== 0x0c;
}
