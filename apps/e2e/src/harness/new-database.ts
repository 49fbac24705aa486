import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { launch } from './server-process.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** The embedded database of a server that was started once, on an empty folder, and stopped. */
    newDatabase: string;
  }
}

/** Runs once before all tests: making an embedded database takes seconds, copying one does not. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'segue-e2e-new-'));
  const server = await launch({ PORT: '0', SEGUE_DATA: dataFolder });
  await server.end('SIGTERM');
  project.provide('newDatabase', join(dataFolder, 'database'));
  return () => rm(dataFolder, { recursive: true });
}
