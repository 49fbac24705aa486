import { promisify } from 'node:util';
import { constants, deflateRaw, inflateRaw } from 'node:zlib';

const deflated = promisify(deflateRaw) as (bytes: Uint8Array, options: object) => Promise<Buffer>;
const inflated = promisify(inflateRaw) as (bytes: Uint8Array) => Promise<Buffer>;

/**
 * A snapshot as its row holds it: deflated (RFC 1951), since a large one takes longer on its way from the database than
 * to inflate. Off the event loop, both ways.
 */
export function packSnapshot(bytes: Uint8Array): Promise<Buffer> {
  return deflated(bytes, { level: constants.Z_BEST_SPEED });
}

/** The snapshot in a row. Rejects when the bytes are not what `packSnapshot` made. */
export function unpackSnapshot(bytes: Uint8Array): Promise<Buffer> {
  return inflated(bytes);
}
