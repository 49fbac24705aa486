// node read.mjs FILE peaks|all: reads a sound as the server does, in a process of its own, and says what it took.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../scripts/workspace/process.mjs';

const { computePeaks, measureSound, readAudio } = await import(join(root, 'libs/media-analysis/dist/index.js'));
const [path, what] = process.argv.slice(2);
const file = await open(path);
const { size } = await file.stat();
const source = {
  size,
  read: async (offset, length) => {
    const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  },
};
const before = process.cpuUsage();
const begun = performance.now();
const reading = await readAudio(source);
const { samples, report } = await (what === 'peaks' ? computePeaks(reading) : measureSound(reading));
const ms = performance.now() - begun;
const { user, system } = process.cpuUsage(before);
await file.close();
const { integrated, range } = report?.loudness ?? {};
const megabytes = process.resourceUsage().maxRSS / 1024;
const seconds = samples / reading.facts.sampleRate;
console.log(
  JSON.stringify({ seconds, ms, cpuMs: (user + system) / 1000, megabytes, integrated, range, truePeak: report?.truePeak }),
);
