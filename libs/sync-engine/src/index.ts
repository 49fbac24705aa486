export { SyncEngine, type EngineOptions } from './engine.js';
export type { Connection, Peer, Socket } from './connection.js';
export type {
  Append,
  AppendResult,
  Bus,
  DocumentRules,
  Judge,
  LoggedUpdate,
  News,
  Refused,
  UpdateLog,
} from './ports.js';
export { memoryUpdateLog } from './memory-update-log.js';
