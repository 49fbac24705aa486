import { UnreadableAudio } from './unreadable-audio.js';

/** What a Broadcast Wave file says about its origin. */
export interface BroadcastFacts {
  /** Samples since midnight at which the file begins. */
  readonly timeReference: number;
  readonly description: string;
  readonly originator: string;
}

/** What is known of an audio file from its headers. */
export interface AudioFacts {
  readonly container: 'wav' | 'aiff' | 'flac' | 'mp3';
  readonly codec: 'pcm-int' | 'pcm-float' | 'flac' | 'mp3';
  /** Samples per second, per channel. */
  readonly sampleRate: number;
  readonly channels: number;
  /** Bits per sample; null where the codec has none (MP3). */
  readonly bitDepth: number | null;
  /** Samples per channel; null where only decoding tells (MP3, FLAC written to a pipe). */
  readonly samples: number | null;
  readonly bwf: BroadcastFacts | null;
}

/** A stretch of decoded audio, one array per channel. */
export interface AudioBlock {
  /** Samples per channel in this block. */
  readonly frames: number;
  /** Whole-number audio is left-justified in 32 bits, whatever its bit depth; floating-point audio has full scale at 1. */
  readonly channels: readonly (Int32Array | Float32Array)[];
  /** How much of the file has been read when this block is done, 0 to 1. */
  readonly fraction: number;
}

/** An audio file whose headers have been read and found sound. */
export interface AudioReading {
  readonly facts: AudioFacts;
  /**
   * Decodes the file from its beginning, a block at a time; may be called again.
   * @throws {UnreadableAudio} while iterating, where the audio itself turns out cut short or damaged
   */
  blocks(): AsyncIterable<AudioBlock>;
}

// Ambisonic and object beds stay far below; a header above is not to be believed.
const MAX_CHANNELS = 128;
const MAX_SAMPLE_RATE = 768_000;

/** @throws {UnreadableAudio} `lying-header` for numbers no recording has */
export function requirePlausible(channels: number, sampleRate: number): void {
  if (channels < 1 || channels > MAX_CHANNELS) {
    throw lyingHeader(`${channels} channels`);
  }
  if (!(sampleRate >= 1 && sampleRate <= MAX_SAMPLE_RATE)) {
    throw lyingHeader(`a sample rate of ${sampleRate} Hz`);
  }
}

/** A header that states what cannot be. */
export function lyingHeader(claim: string): UnreadableAudio {
  return new UnreadableAudio(
    'lying-header',
    `The file's header claims ${claim}, which cannot be right. Export the file again.`,
  );
}

/** A file without a single sample. */
export function noAudio(): UnreadableAudio {
  return new UnreadableAudio(
    'empty',
    'The file holds no audio: it is zero samples long. Check the export range and export it again.',
  );
}
