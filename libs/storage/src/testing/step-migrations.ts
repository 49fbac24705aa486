import { sql, type Kysely } from 'kysely';

/** Two hundred migrations; number n makes the table `step_n`, in two statements. */
export function stepMigrations(onStep: (step: number) => void): ((db: Kysely<unknown>) => Promise<void>)[] {
  return Array.from({ length: 200 }, (_, i) => async (db: Kysely<unknown>) => {
    const table = `step_${String(i + 1)}`;
    await sql.raw(`create table ${table} (id int)`).execute(db);
    onStep(i + 1);
    await sql.raw(`insert into ${table} values (1)`).execute(db);
  });
}
