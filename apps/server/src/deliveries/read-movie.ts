import type { MovieFacts } from '@segue/protocol';
import { frameRate, secondsToFlicks, type FrameRateName } from '@segue/timecode';
import {
  FilePathSource,
  Input,
  MATROSKA,
  MP4,
  QTFF,
  WEBM,
  type FrameRateMetrics,
  type InputAudioTrack,
  type InputVideoTrack,
} from 'mediabunny';
import { isWholeTrack } from '../sounds/whole-track.js';

/** A file that cannot be a cut's movie. The message says what is wrong with it and what to export. */
export class UnreadableMovie extends Error {}

const EXPORT = 'Export the cut as MP4 with H.264 and AAC.';
const DAMAGED = `The movie is damaged or cut short. ${EXPORT}`;

/** What every current browser plays, by container. */
const PLAYABLE: Readonly<Record<string, readonly string[]>> = {
  MP4: ['avc', 'aac'],
  QuickTime: ['avc', 'aac'],
  WebM: ['vp8', 'vp9', 'av1', 'opus', 'vorbis'],
};
const CODEC_NAMES: Readonly<Record<string, string>> = {
  avc: 'H.264',
  hevc: 'H.265 (HEVC)',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
  mpeg4: 'MPEG-4',
  aac: 'AAC',
  mp3: 'MP3',
  opus: 'Opus',
  vorbis: 'Vorbis',
};
/** Neighbouring rates are 0.1 % apart. Timestamps in WebM are whole milliseconds, so a measured rate is not exact. */
const RATE_TOLERANCE = 0.0004;
/** Frames that are measured: about a minute. */
const MEASURED_FRAMES = 1500;

/**
 * Reads what a movie file says about itself, and puts in words what does not fit a film of this rate.
 *
 * @throws UnreadableMovie when it is damaged, has no picture, or browsers would not play it.
 */
export async function readMovie(path: string, filmRate: FrameRateName): Promise<MovieFacts> {
  const input = new Input({ source: new FilePathSource(path), formats: [MP4, QTFF, WEBM, MATROSKA] });
  try {
    if (!(await input.canRead()))
      throw new UnreadableMovie(`This is not a movie that Segue can read. ${EXPORT}`);
    const container = containerOf((await input.getFormat()).name);
    const video = await input.getPrimaryVideoTrack();
    if (!video) throw new UnreadableMovie(`The file has no picture. ${EXPORT}`);
    const audio = await input.getPrimaryAudioTrack();
    const tracks = [video, ...(audio ? [audio] : [])];
    await requirePlayable(container, tracks);
    await requireWhole(tracks);
    const frames = await video.computeFrameRateMetrics({ targetPacketCount: MEASURED_FRAMES });
    return {
      container,
      videoCodec: await video.getCodec(),
      audioCodec: (await audio?.getCodec()) ?? null,
      width: await video.getDisplayWidth(),
      height: await video.getDisplayHeight(),
      framesPerSecond: frames.bestGuessFrameRate,
      lengthFlicks: secondsToFlicks(await video.computeDuration()),
      firstFrameFlicks: secondsToFlicks(await video.getFirstTimestamp()),
      warnings: warningsOf(container, frames, filmRate),
    };
  } catch (error) {
    if (error instanceof UnreadableMovie || isSystemError(error)) throw error;
    throw new UnreadableMovie(DAMAGED, { cause: error });
  } finally {
    input.dispose();
  }
}

function containerOf(formatName: string): string {
  const container = formatName.startsWith('QuickTime') ? 'QuickTime' : formatName;
  if (container in PLAYABLE) return container;
  throw new UnreadableMovie(`Browsers do not play ${container} files. ${EXPORT}`);
}

async function requirePlayable(
  container: string,
  tracks: readonly (InputVideoTrack | InputAudioTrack)[],
): Promise<void> {
  for (const track of tracks) {
    const codec: string | null = await track.getCodec();
    if (codec !== null && PLAYABLE[container]?.includes(codec)) continue;
    const part = track.isVideoTrack() ? 'picture' : 'sound';
    throw new UnreadableMovie(
      `The ${part} is ${await codecName(track, codec)} in ${container}, which not every browser plays. ${EXPORT}`,
    );
  }
}

/** The last of picture and sound must be there. */
async function requireWhole(tracks: readonly (InputVideoTrack | InputAudioTrack)[]): Promise<void> {
  for (const track of tracks) if (!(await isWholeTrack(track))) throw new UnreadableMovie(DAMAGED);
}

/** The codec as people know it; where even the reader does not know it, the four letters the file gives. */
async function codecName(track: InputVideoTrack | InputAudioTrack, codec: string | null): Promise<string> {
  if (codec !== null) return CODEC_NAMES[codec] ?? codec.toUpperCase();
  const internal = await track.getInternalCodecId();
  return typeof internal === 'string' ? `"${internal}"` : 'in a format that Segue does not know';
}

function warningsOf(container: string, frames: FrameRateMetrics, filmRate: FrameRateName): string[] {
  const warnings: string[] = [];
  const { num, den } = frameRate(filmRate);
  const measured = frames.bestGuessFrameRate;
  if (frames.underlyingFrameRate === null) {
    warnings.push('The movie has a variable frame rate: a timecode may show the frame beside it.');
  }
  if (Math.abs((measured * den) / num - 1) > RATE_TOLERANCE) {
    warnings.push(
      `The movie runs at ${measured.toFixed(3)} frames per second, the film at ${filmRate}: picture and timecode will drift.`,
    );
  }
  if (container === 'QuickTime') {
    warnings.push('This is a QuickTime file. Should a browser not play it, export the cut as MP4.');
  }
  return warnings;
}

/** A disk that fails is no fault of the movie's. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
