import { createReadStream } from 'node:fs';
import { audioFacts, type AudioFacts, type SoundReport } from '@segue/protocol';
import type { BlobStore, Database, NewRow } from '@segue/storage';
import type { Kysely, Transaction } from 'kysely';
import type { SoundRead } from './sound-read.js';
import type { StoredListening } from './stored-listening.js';

/** What was read of a sound, with everything that was made of it in the store. */
export interface StoredSound {
  readonly facts: AudioFacts;
  readonly report: SoundReport;
  readonly peaksSha256: string;
  readonly listening: { readonly sha256: string; readonly layout: StoredListening } | null;
  readonly unplayable: string | null;
}

/**
 * Puts what was made of a sound into the store.
 *
 * @param made takes the hashes of what was put there, also when it is broken off
 */
export async function storeSound(
  blobs: BlobStore,
  { facts, report, peaksPath, listening, unplayable }: SoundRead,
  made: string[],
  signal: AbortSignal,
): Promise<StoredSound> {
  const put = async (path: string): Promise<string> => {
    const { sha256 } = await blobs.put(createReadStream(path, { signal }));
    made.push(sha256);
    return sha256;
  };
  const peaksSha256 = await put(peaksPath);
  const rendition = listening && { sha256: await put(listening.path), layout: listening.layout };
  return { facts, report, peaksSha256, listening: rendition, unplayable };
}

/** Writes down what was read of a sound, in the place of what was known of it before. */
export async function keepSound(
  trx: Transaction<Database>,
  sha256: string,
  { facts, report, peaksSha256, listening, unplayable }: StoredSound,
): Promise<void> {
  const known = {
    facts: JSON.stringify(facts),
    report: JSON.stringify(report),
    peaks_sha256: peaksSha256,
    listening_sha256: listening && listening.sha256,
    listening: listening && JSON.stringify(listening.layout),
    unplayable,
  } satisfies Omit<NewRow<'sounds'>, 'sha256'>;
  await trx
    .insertInto('sounds')
    .values({ sha256, ...known })
    .onConflict((conflict) => conflict.column('sha256').doUpdateSet(known))
    .execute();
}

/** The facts of a sound that was read and measured before; null when it is still to be read. */
export async function factsOfSound(db: Kysely<Database>, sha256: string): Promise<AudioFacts | null> {
  const sound = await db
    .selectFrom('sounds')
    .select('facts')
    .where('sha256', '=', sha256)
    .where('report', 'is not', null)
    .executeTakeFirst();
  return sound ? audioFacts.parse(sound.facts) : null;
}
