import type { LoggedUpdate, Writer } from '@segue/sync-engine';
import type { Row } from '../database/schema.js';

/** A row of the log, as far as the engine wants it. */
export type UpdateRow = Pick<Row<'document_updates'>, 'sequence' | 'bytes' | 'client_ids' | 'person_ids'>;

/** An update as the engine knows it. */
export function logged({ sequence, bytes, client_ids, person_ids }: UpdateRow): LoggedUpdate {
  return { sequence, bytes, writers: writersOf(client_ids, person_ids) };
}

/** Client ids and person ids that stand beside each other, as pairs. */
export function writersOf(clientIds: readonly number[], personIds: readonly string[]): Writer[] {
  return clientIds.map((clientId, i) => ({ clientId, personId: personIds[i] ?? '' }));
}
