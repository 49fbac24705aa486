import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { peerVersion } from '../targets/targets.mjs';
import { postgresVersion } from './database.mjs';

/** When, where and with what the figures come about: name and value of each. */
export async function describeMachine() {
  const processors = cpus();
  return {
    Date: new Date().toISOString().slice(0, 10),
    Machine: `${processors.length} × ${processors[0].model}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}`,
    'Node.js': process.versions.node,
    PostgreSQL: await postgresVersion(),
    Redis:
      /v=(\S+)/.exec(execFileSync('redis-server', ['--version'], { encoding: 'utf8' }))?.[1] ?? 'unknown',
    Hocuspocus: peerVersion('hocuspocus', '@hocuspocus/server'),
    'y-websocket server': peerVersion('y-websocket-server', '@y/websocket-server'),
  };
}
