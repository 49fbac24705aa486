import type { MovieFacts } from '@segue/protocol';
import type { FrameRateName } from '@segue/timecode';
import type { SoundFile } from '../sounds/read-sound.js';
import type { SoundRead } from '../sounds/sound-read.js';

/** What the worker is asked to read: a whole file on the local disk. */
export type IngestJob =
  | ({ readonly kind: 'sound' } & SoundFile)
  | { readonly kind: 'movie'; readonly path: string; readonly filmRate: FrameRateName };

/** What the worker says: how far it is (0 to 1), and in the end one of the other three. */
export type IngestMessage =
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'sound'; readonly read: SoundRead }
  | { readonly type: 'movie'; readonly facts: MovieFacts }
  /** The file cannot be taken; `reason` says why, in words for the person who sent it. */
  | { readonly type: 'refused'; readonly reason: string };

export type IngestOutcome = Exclude<IngestMessage, { type: 'progress' }>;
