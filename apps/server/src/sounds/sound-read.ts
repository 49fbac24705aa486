import type { AudioFacts, SoundReport } from '@segue/protocol';
import type { StoredListening } from './stored-listening.js';

/** What was read of a sound's file. Paths are those of files that were written. */
export interface SoundRead {
  readonly facts: AudioFacts;
  readonly report: SoundReport;
  readonly peaksPath: string;
  /** Null where there is nothing to listen to; `unplayable` then says why. */
  readonly listening: { readonly path: string; readonly layout: StoredListening } | null;
  readonly unplayable: string | null;
}
