import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '@segue/storage';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder with an embedded database that is set up and closed: test servers start on a copy. */
    databaseTemplate: string;
  }
}

/** Runs once before all tests: making a database takes seconds, copying one does not. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'segue-template-'));
  const database = await openDatabase({ dataFolder: folder });
  await database.close();
  project.provide('databaseTemplate', folder);
  return () => rm(folder, { recursive: true });
}
