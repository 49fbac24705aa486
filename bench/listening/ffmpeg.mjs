import { spawn } from 'node:child_process';

/** Debian's ffmpeg on one thread: decoding alone, or with its own measuring. */
const FILTERS = { decode: [], ebur128: ['-filter:a', 'ebur128=peak=true'] };

/**
 * Decodes, or measures, a file. Resolves to the milliseconds from start to end of the process, to its
 * processor time, and to what it measured.
 */
export async function ffmpegReads(path, what) {
  const args = [
    '-nostdin',
    '-hide_banner',
    '-benchmark',
    '-threads',
    '1',
    '-i',
    path,
    '-map',
    '0:a',
    ...FILTERS[what],
  ];
  const begun = performance.now();
  const text = await outputOf('ffmpeg', [...args, '-f', 'null', '-']);
  const ms = performance.now() - begun;
  const [, user, system] = /utime=([\d.]+)s stime=([\d.]+)s/.exec(text) ?? [];
  const cpuMs = (Number(user) + Number(system)) * 1000;
  if (what === 'decode') return { ms, cpuMs };
  const summary = text.slice(text.lastIndexOf('Summary:'));
  const figure = (pattern) => Number(pattern.exec(summary)?.[1]);
  return {
    ms,
    cpuMs,
    integrated: figure(/I:\s+(-?[\d.]+) LUFS/),
    range: figure(/LRA:\s+(-?[\d.]+) LU/),
    truePeak: figure(/Peak:\s+(-?[\d.]+) dBFS/),
  };
}

/** The version, as it says itself. */
export async function ffmpegVersion() {
  return /version (\S+)/.exec(await outputOf('ffmpeg', ['-version']))?.[1] ?? 'unknown';
}

/** Everything that a program says, on either stream. */
export function outputOf(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const parts = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => parts.push(part));
    child.once('error', reject);
    child.once('close', (code) => {
      const text = Buffer.concat(parts).toString();
      if (code === 0) resolve(text);
      else reject(new Error(`${program} ended with ${code}: ${text.slice(-2000)}`));
    });
  });
}
