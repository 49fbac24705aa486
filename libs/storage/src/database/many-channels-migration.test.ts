import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createDatabase } from '../testing/test-databases.js';
import { applyMigrations, migrate } from './migrate.js';
import { connectDatabase } from './open-database.js';

/** The last schema whose server played no more than eight channels. */
const BEFORE = 7;

describe('the migration to many channels', () => {
  it('lets sounds be read again that could not be listened to, and no others', async () => {
    const { url, drop } = await createDatabase();
    const { db, close } = await connectDatabase({ url });
    await db.transaction().execute((transaction) => applyMigrations(transaction, 0, BEFORE));
    const addSound = (hash: string, channels: number, unplayable: string | null): Promise<unknown> =>
      sql`insert into sounds (sha256, facts, unplayable)
        values (${hash}, ${JSON.stringify({ channels })}, ${unplayable})`.execute(db);
    await addSound('7.1.4', 12, 'It has 12 channels.');
    await addSound('sixteen', 16, 'It has 16 channels.');
    await addSound('too many', 17, 'It has 17 channels.');
    await addSound('too fast', 2, 'It has 768000 samples a second.');
    await addSound('stereo', 2, null);
    await addSound('in the line', 9, 'It has 9 channels.');
    await sql`insert into readings (id, sha256) values ('in the line', 'in the line')`.execute(db);
    await migrate(db);

    const line = await db.selectFrom('readings').select('sha256').orderBy('sha256').execute();
    expect(line.map(({ sha256 }) => sha256)).toEqual(['7.1.4', 'in the line', 'sixteen']);
    await close();
    await drop();
  });
});
