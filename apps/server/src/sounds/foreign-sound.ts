import { spawn } from 'node:child_process';
import { readWavStream, UnreadableAudio, type AudioReading } from '@segue/media-analysis';
import { ADTS, FilePathSource, Input, MATROSKA, MP4, QTFF, WEBM } from 'mediabunny';
import { isWholeTrack } from './whole-track.js';

/** What is said of a file whose samples another program decodes. */
export interface ForeignFacts {
  readonly container: string;
  readonly codec: string;
  readonly seconds: number;
}

/** Processor time after which no honest file is still being decoded: a day of sound takes a quarter of it. */
const MOST_SECONDS = 1200;
/** Bytes that a single thing in a file may take. */
const MOST_BYTES = 2 ** 28;
const EXPORT = 'Export the music as WAV or FLAC.';

/**
 * Finds out what sound is in an MP4, QuickTime, Matroska or AAC file.
 *
 * @throws UnreadableAudio when there is none, or not all of it
 */
export async function foreignFacts(path: string): Promise<ForeignFacts> {
  const formats = [MP4, QTFF, MATROSKA, WEBM, ADTS];
  const input = new Input({ source: new FilePathSource(path), formats });
  try {
    const [track] = await input.getAudioTracks();
    if (!track) throw new UnreadableAudio('empty', `There is no sound in this file. ${EXPORT}`);
    if (!(await isWholeTrack(track))) throw damaged();
    const internal = await track.getInternalCodecId();
    return {
      container: containerOf((await input.getFormat()).name),
      codec: (await track.getCodec()) ?? (typeof internal === 'string' ? internal.trim() : 'unknown'),
      seconds: await track.computeDuration(),
    };
  } catch (error) {
    if (error instanceof UnreadableAudio || (error instanceof Error && 'syscall' in error)) throw error;
    throw damaged();
  } finally {
    input.dispose();
  }
}

function containerOf(formatName: string): string {
  if (formatName.startsWith('QuickTime')) return 'quicktime';
  return formatName.toLowerCase();
}

/** How a file is decoded by another program. */
interface Decoding {
  readonly ffmpeg: string;
  readonly path: string;
  /** How long it probably is. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

/**
 * Lets ffmpeg decode the first sound of a file, while it is read. The program is given the file and nothing else: no shell,
 * no network, no environment, and of its readers those for these containers only, so that a file cannot send it elsewhere.
 *
 * @param use gets the reading; when it is done with it the program is ended
 * @throws UnreadableAudio, and the signal's reason
 */
export async function withFfmpeg<T>(
  { ffmpeg, path, seconds, signal }: Decoding,
  use: (reading: AudioReading) => Promise<T>,
): Promise<T> {
  const child = spawn(ffmpeg, argumentsFor(path), { stdio: ['ignore', 'pipe', 'ignore'], env: {} });
  const end = (): void => {
    child.kill('SIGKILL');
  };
  signal.addEventListener('abort', end);
  let trouble: Error | null = null;
  child.once('error', (error) => (trouble = error));
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  async function* output(): AsyncGenerator<Uint8Array, void> {
    yield* child.stdout as AsyncIterable<Buffer>;
    const code = await closed;
    signal.throwIfAborted();
    if (trouble !== null) throw trouble;
    if (code !== 0) throw damaged();
  }
  try {
    return await use(await readWavStream(output(), seconds));
  } finally {
    signal.removeEventListener('abort', end);
    end();
    // Nobody else would take note of its end.
    await closed;
  }
}

function argumentsFor(path: string): string[] {
  const bounds = [
    '-nostdin',
    '-v',
    'quiet',
    '-xerror',
    '-timelimit',
    String(MOST_SECONDS),
    '-max_alloc',
    String(MOST_BYTES),
  ];
  const input = [
    '-threads',
    '1',
    '-protocol_whitelist',
    'file,pipe',
    '-format_whitelist',
    READERS,
    '-i',
    `file:${path}`,
  ];
  const output = [
    '-map',
    '0:a:0',
    '-map_metadata',
    '-1',
    '-threads',
    '1',
    '-c:a',
    'pcm_f32le',
    '-f',
    'wav',
    'pipe:1',
  ];
  return [...bounds, ...input, ...output];
}

const READERS = 'mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,aac';

function damaged(): UnreadableAudio {
  return new UnreadableAudio(
    'damaged',
    `The sound in this file is damaged, cut short, or of a kind that the server cannot decode. ${EXPORT}`,
  );
}
