import type { Speaker } from './channel-layout.js';
import type { PcmStretch } from './pcm-layout.js';
import { UnreadableAudio } from './unreadable-audio.js';

/** What a Broadcast Wave file says about its origin. */
export interface BroadcastFacts {
  /** Samples since midnight at which the file begins. */
  readonly timeReference: number;
  readonly description: string;
  readonly originator: string;
  /** As written, by rule `yyyy-mm-dd` and `hh:mm:ss`; often empty. */
  readonly originationDate: string;
  readonly originationTime: string;
}

/** What the iXML of a sound file says about the recording; empty where it says nothing. */
export interface ProductionFacts {
  readonly scene: string;
  readonly take: string;
  readonly tape: string;
  readonly note: string;
  /** Names of the tracks, in the order of the list. */
  readonly tracks: readonly string[];
}

/** What is known of an audio file from its headers. */
export interface AudioFacts {
  readonly container: 'wav' | 'aiff' | 'flac' | 'mp3' | 'ogg';
  readonly codec: 'pcm-int' | 'pcm-float' | 'flac' | 'mp3' | 'vorbis' | 'opus';
  /** Samples per second, per channel. */
  readonly sampleRate: number;
  readonly channels: number;
  /** What each channel is for: as the file states it, else as its number of channels is usual; null where there is no telling. */
  readonly layout: readonly Speaker[] | null;
  /** Bits per sample; null where the codec has none (MP3, Vorbis, Opus). */
  readonly bitDepth: number | null;
  /** Samples per channel; null where only decoding tells (MP3, Ogg, FLAC written to a pipe). */
  readonly samples: number | null;
  readonly bwf: BroadcastFacts | null;
  readonly production: ProductionFacts | null;
}

/** A stretch of decoded audio, one array per channel. It is there until the next one is asked for: who wants to keep it copies it. */
export interface AudioBlock {
  /** Samples per channel in this block. */
  readonly frames: number;
  /** Whole-number audio is left-justified in 32 bits, whatever its bit depth; floating-point audio has full scale at 1 and is finite. */
  readonly channels: readonly (Int32Array | Float32Array)[];
  /** How much of the file has been read when this block is done, 0 to 1. */
  readonly fraction: number;
}

/** An audio file whose headers have been read and found sound. */
export interface AudioReading {
  readonly facts: AudioFacts;
  /** Where its samples lie as they are; missing where they have to be decoded, or come from a stream. */
  readonly pcm?: PcmStretch;
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
