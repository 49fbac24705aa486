import { ConfigError, readConfig } from './platform/config.js';
import { createServer, type RunningServer } from './server.js';

/** After this the process ends whatever still hangs: those who stop servers do not wait longer than 5 s. */
const STOP_WITHIN_MS = 4500;

try {
  const config = readConfig(process.env);
  const server = await createServer(config);
  announce(server, config.publicUrl ?? server.url);
  process.once('SIGTERM', () => void stop(server));
  process.once('SIGINT', () => void stop(server));
} catch (error) {
  process.stderr.write(`Segue could not start.\n${reasonOf(error)}\n`);
  process.exit(1);
}

function announce(server: RunningServer, url: string): void {
  process.stdout.write(`Segue is running at ${url}\n`);
  if (server.setUpToken === null) return;
  process.stdout.write(
    `\nNobody owns this installation yet. Open this link to become its owner:\n\n  ${url}/setup#${server.setUpToken}\n\n` +
      'It works once, until the next start.\n',
  );
}

async function stop(server: RunningServer): Promise<void> {
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
  await server.close();
  process.exit(0);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ConfigError) return error.message;
  if ('code' in error && error.code === 'EADDRINUSE') {
    return `Port ${process.env['PORT'] ?? '3000'} is in use. Stop the other program, or choose another port with PORT.`;
  }
  if ('code' in error && error.code === 'ECONNREFUSED')
    return `The database does not answer: ${error.message}`;
  return error.message;
}
