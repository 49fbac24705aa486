export { idSchema, newId } from './ids.js';
export { LANGUAGES, type Language } from './languages.js';
export { because, REASONS, sayReason, type Reason, type ReasonKey } from './reasons.js';
export { problemOf, Refusal, REFUSALS, type Problem, type RefusalCode } from './refusals.js';
export { documentName, parseDocumentName, type DocumentAddress } from './documents.js';
export {
  awarenessMessage,
  CLOSE,
  decodeSegueMessage,
  encodeSegueMessage,
  MESSAGE_AUTH,
  MESSAGE_AWARENESS,
  MESSAGE_QUERY_AWARENESS,
  MESSAGE_SEGUE,
  MESSAGE_SYNC,
  SYNC_STEP_1,
  SYNC_STEP_2,
  SYNC_UPDATE,
  syncMessage,
  type SegueMessage,
} from './sync-messages.js';
export * from './demo-film.js';
export * from './people.js';
export * from './delivery-spec.js';
export * from './films.js';
export * from './cue-standing.js';
export * from './dashboard.js';
export * from './rounds.js';
export * from './sounds.js';
export * from './versions.js';
export * from './sign-offs.js';
export * from './live-events.js';
export * from './installation.js';
export * from './marker-exports.js';
export * from './picture-changes.js';
export * from './reports.js';
export * from './notifications.js';
