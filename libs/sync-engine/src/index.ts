export { SyncEngine, type Census, type EngineOptions } from './engine.js';
export type { Connection, Peer, Socket } from './connection.js';
export type {
  Append,
  Bus,
  DocumentRules,
  Judge,
  LoggedUpdate,
  News,
  Observer,
  Refused,
  StoredDocument,
  UpdateLog,
  Writer,
} from './ports.js';
export { entriesIn } from './entry-update.js';
export { mergeUpdates } from './merge.js';
export { headOf, updatesIn } from './stored-document.js';
export { memoryUpdateLog } from './memory-update-log.js';
