import { randomUUID } from 'node:crypto';
import pg from 'pg';

const SERVER_URL = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** An empty database on the PostgreSQL of the tests; `drop` removes it, whoever is still connected. */
export async function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `segue_e2e_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(SERVER_URL);
  url.pathname = `/${name}`;
  await run(`create database ${name}`);
  return { url: url.href, drop: () => run(`drop database ${name} with (force)`) };
}

async function run(statement: string): Promise<void> {
  const client = new pg.Client(SERVER_URL);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
