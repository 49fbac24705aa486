import { readAiff } from './aiff.js';
import type { AudioReading } from './audio-reading.js';
import { asciiAt, readUpTo, viewOf, type ByteSource } from './byte-source.js';
import { readFlac } from './flac.js';
import { readMp3 } from './mp3.js';
import { readOgg } from './ogg.js';
import { UnreadableAudio } from './unreadable-audio.js';
import { readWav } from './wav.js';

const ACCEPTED = 'Segue takes WAV, AIFF, FLAC, MP3, Ogg Vorbis and Opus.';
// Three tags in a row is already odd.
const MAX_ID3_TAGS = 8;

/**
 * Finds out what a delivered file is from its contents (never its name) and reads its headers.
 * @throws {UnreadableAudio} if it is not audio that Segue takes, or not whole
 */
export async function readAudio(source: ByteSource): Promise<AudioReading> {
  if (source.size === 0)
    throw new UnreadableAudio('empty', 'The file is empty (0 bytes). Export or copy it again.');
  const head = await readUpTo(source, 0, 16);
  const id = asciiAt(head, 0, 4);
  const form = asciiAt(head, 8, 4);
  if ((id === 'RIFF' || id === 'RF64' || id === 'BW64') && form === 'WAVE') return readWav(source);
  if (id === 'FORM' && (form === 'AIFF' || form === 'AIFC')) return readAiff(source);
  if (id === 'OggS') return readOgg(source);
  const foreign = foreignFormat(head);
  if (foreign !== null) {
    throw new UnreadableAudio(
      foreign.reason,
      `This is ${foreign.is}. ${ACCEPTED} Export the music in one of these.`,
    );
  }

  const start = await afterId3Tags(source);
  if (asciiAt(await readUpTo(source, start, 4), 0, 4) === 'fLaC') return readFlac(source, start);
  const mp3 = await readMp3(source, start);
  if (mp3 === null) {
    throw new UnreadableAudio(
      'not-audio',
      `This file holds no audio that can be recognised. ${ACCEPTED} Check that it is the right file.`,
    );
  }
  return mp3;
}

interface Foreign {
  readonly is: string;
  readonly reason: 'foreign' | 'unsupported';
}

/** What the file is, if it is something people send that is not read here. */
function foreignFormat(head: Uint8Array): Foreign | null {
  const known = (is: string): Foreign => ({ is, reason: 'foreign' });
  const unsupported = (is: string): Foreign => ({ is, reason: 'unsupported' });
  const id = asciiAt(head, 0, 4);
  const form = asciiAt(head, 8, 4);
  if (asciiAt(head, 4, 4) === 'ftyp') {
    return known(
      form.startsWith('M4A') ? 'an M4A file (AAC or ALAC)' : 'an MP4 or QuickTime file, probably video',
    );
  }
  if (['moov', 'mdat', 'wide'].includes(asciiAt(head, 4, 4)))
    return known('a QuickTime file, probably video');
  if (id === '\x1aE\xdf\xa3') return known('a Matroska or WebM file, probably video');
  // The sync word of ADTS, with the layer of 0 that MP3 does not have.
  if (head[0] === 0xff && ((head[1] ?? 0) & 0xf6) === 0xf0) return known('an AAC file');
  if (id === 'RIFF' && form === 'AVI ') return unsupported('an AVI video');
  if (id === 'RIFX') return unsupported('a big-endian WAV file (RIFX)');
  if (id === 'riff') return unsupported('a Sony Wave64 file');
  if (id === 'caff') return unsupported('a Core Audio file (CAF)');
  if (id === 'MThd') return unsupported('a MIDI file, which holds notes and not sound');
  return null;
}

async function afterId3Tags(source: ByteSource): Promise<number> {
  let at = 0;
  for (let count = 0; count < MAX_ID3_TAGS; count += 1) {
    const head = await readUpTo(source, at, 10);
    if (head.length < 10 || asciiAt(head, 0, 3) !== 'ID3') break;
    // Seven bits a byte, so that a tag never looks like an MPEG frame.
    const word = viewOf(head).getUint32(6);
    const size =
      ((word >>> 3) & 0xfe00000) | ((word >>> 2) & 0x1fc000) | ((word >>> 1) & 0x3f80) | (word & 0x7f);
    const footerBytes = (viewOf(head).getUint8(5) & 0x10) === 0 ? 0 : 10;
    at += 10 + size + footerBytes;
  }
  return at;
}
