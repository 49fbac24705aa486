import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createDatabase } from '../testing/test-databases.js';
import { applyMigrations, migrate } from './migrate.js';
import { connectDatabase } from './open-database.js';

/** The last schema in which versions held their facts, their peaks and what was played of them. */
const BEFORE = 4;

describe('the migration to sounds', () => {
  it('keeps what was read of versions, once for the same bytes, and lets them be read again', async () => {
    const { url, drop } = await createDatabase();
    const { db, close } = await connectDatabase({ url });
    await db.transaction().execute((transaction) => applyMigrations(transaction, 0, BEFORE));
    await sql`insert into people (id, name) values ('ann', 'Ann')`.execute(db);
    await sql`insert into films (id, title, rate, drop_frame, start_flicks, created_by)
      values ('film', 'Film', '24', false, 0, 'ann')`.execute(db);
    await sql`insert into cues (id, film_id, number, title, kind, description, emotion)
      values ('c1', 'film', '1m01', '', 'score', '', ''), ('c2', 'film', '1m02', '', 'score', '', '')`.execute(
      db,
    );
    const addVersion = (id: string, cue: string, hash: string): Promise<unknown> =>
      sql`insert into versions (id, film_id, cue_id, number, kind, file_name, size, sha256, listening_sha256,
          peaks_sha256, facts, length_flicks, position_flicks, uploaded_by)
        values (${id}, 'film', ${cue}, 1, 'mix', 'mix.wav', 1, ${hash}, 'wav of it', ${`peaks of ${hash}`},
          '{"samples": 5}', 1, 0, 'ann')`.execute(db);
    await addVersion('v1', 'c1', 'one');
    await addVersion('v2', 'c2', 'one');
    await migrate(db);

    const sounds = await db
      .selectFrom('versions')
      .innerJoin('sounds', 'sounds.sha256', 'versions.sha256')
      .select(['versions.id', 'facts', 'sounds.peaks_sha256', 'report', 'listening', 'unplayable'])
      .orderBy('versions.id')
      .execute();
    const known = {
      facts: { samples: 5 },
      peaks_sha256: 'peaks of one',
      report: null,
      listening: null,
      unplayable: null,
    };
    expect(sounds).toEqual([
      { id: 'v1', ...known },
      { id: 'v2', ...known },
    ]);
    const line = await db.selectFrom('readings').select(['sha256', 'delivery_id', 'tries']).execute();
    expect(line).toEqual([{ sha256: 'one', delivery_id: null, tries: 0 }]);
    await close();
    await drop();
  });
});
