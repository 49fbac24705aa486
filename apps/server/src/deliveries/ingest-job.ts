import type { AudioFacts, MovieFacts } from '@segue/protocol';
import type { FrameRateName } from '@segue/timecode';

/** What the worker is asked to read: an uploaded file, and what was announced of it. */
export interface IngestJob {
  readonly purpose: 'version' | 'movie';
  /** Absolute path of the uploaded file; what is made of it is written beside it. */
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly filmRate: FrameRateName;
}

/** What was read of a version's file. Paths are those of files that the worker wrote. */
export interface MusicRead {
  readonly facts: AudioFacts;
  readonly peaksPath: string;
  /** A lossless WAV for browsers; null when they play the file as it is. */
  readonly listeningPath: string | null;
}

/** What the worker says: how far it is (0 to 1), and in the end one of the other three. */
export type IngestMessage =
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'music'; readonly read: MusicRead }
  | { readonly type: 'movie'; readonly facts: MovieFacts }
  /** The file cannot be taken; `reason` says why, in words for the person who sent it. */
  | { readonly type: 'refused'; readonly reason: string };

export type IngestOutcome = Exclude<IngestMessage, { type: 'progress' }>;
