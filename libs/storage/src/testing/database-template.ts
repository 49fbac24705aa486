import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectDatabase } from '../database/open-database.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of an embedded database that is closed and has nothing in it, not even a schema. */
    emptyDatabase: string;
  }
}

/** Runs once before all tests: making a database takes seconds, copying one does not. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'segue-template-'));
  const database = await connectDatabase({ dataFolder });
  await database.close();
  project.provide('emptyDatabase', dataFolder);
  return () => rm(dataFolder, { recursive: true });
}
