export { idSchema, newId } from './ids.js';
export { problemOf, Refusal, REFUSALS, type Problem, type RefusalCode } from './refusals.js';
export { documentName, parseDocumentName, type DocumentAddress } from './documents.js';
export {
  CLOSE,
  decodeSegueMessage,
  encodeSegueMessage,
  MESSAGE_AUTH,
  MESSAGE_AWARENESS,
  MESSAGE_QUERY_AWARENESS,
  MESSAGE_SEGUE,
  MESSAGE_SYNC,
  type SegueMessage,
} from './sync-messages.js';
export * from './people.js';
export * from './films.js';
export * from './versions.js';
export * from './sign-offs.js';
export * from './live-events.js';
