import { LiveSession } from './live-session.js';
import { NotesSession } from './notes-session.js';
import { SpottingSession } from './spotting-session.js';

export type { DocumentSession } from './document-session.js';
export { countUnsent, dismissLeftBehind, forgetOnDevice, leftBehind, unsentTexts } from './device.js';
export type { OwnTexts } from './device.js';
export type { RefusedWork } from './kept-work.js';
export type { Presence } from './presence.js';
export type { SaveState } from './save-state.js';
export type { UndoneAct } from './history.js';
export type { NoteContent } from './notes-session.js';
export type { LiveSession, NotesSession, SpottingSession };

/** Opens the notes of a cue. Close it when nobody looks any more. */
export function openNotes(options: ConstructorParameters<typeof NotesSession>[0]): NotesSession {
  return new NotesSession(options);
}

/** Opens the spotting sheet of a film. */
export function openSpotting(options: ConstructorParameters<typeof SpottingSession>[0]): SpottingSession {
  return new SpottingSession(options);
}

/** Opens the live socket: one for the whole app. */
export function openLive(options: ConstructorParameters<typeof LiveSession>[0]): LiveSession {
  return new LiveSession(options);
}
