import { z } from 'zod';
import { idSchema } from './ids.js';

/** The nouns that `changed` speaks of: fetch that noun again. `notices` are told to their person alone, on every socket. */
export type ChangedKind =
  'film' | 'people' | 'cut' | 'cue' | 'version' | 'delivery' | 'sign-off' | 'notices';

/**
 * socket.io, path `/socket.io`, namespace `/`, signed in by the same cookie as HTTP.
 * From the server: `changed` and `online`. From the client: `watch` (with an acknowledgement) and `unwatch`.
 */
export const watchBody = z.strictObject({ filmId: idSchema });
export interface Changed {
  readonly kind: ChangedKind;
  /** Id of the noun itself, of the film for `people`, of the person for `notices`. */
  readonly id: string;
  readonly filmId: string;
}
/** Who has this film open now. A person with several windows is named once. */
export interface Online {
  readonly filmId: string;
  readonly people: readonly { readonly personId: string; readonly name: string }[];
}
export interface ServerEvents {
  changed: (event: Changed) => void;
  online: (event: Online) => void;
}
export interface ClientEvents {
  watch: (body: { filmId: string }, answer: (result: { ok: boolean }) => void) => void;
  unwatch: (body: { filmId: string }) => void;
}
