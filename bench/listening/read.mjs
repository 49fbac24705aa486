// node read.mjs FILE peaks|all|whole: reads a sound as the server does, in a process of its own, and says what it took.
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../scripts/workspace/process.mjs';

const { computePeaks, measureSound, readAudio } = await import(
  join(root, 'libs/media-analysis/dist/index.js')
);
const { readSound } = await import(join(root, 'apps/server/dist/sounds/read-sound.js'));
const [path, what] = process.argv.slice(2);
const before = process.cpuUsage();
const begun = performance.now();
const { samples, sampleRate, report } = await (what === 'whole' ? deliver() : read());
const ms = performance.now() - begun;
const { user, system } = process.cpuUsage(before);
const { integrated, range } = report?.loudness ?? {};
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(
  JSON.stringify({
    seconds: samples / sampleRate,
    ms,
    cpuMs: (user + system) / 1000,
    megabytes,
    integrated,
    range,
    truePeak: report?.truePeak,
  }),
);

async function read() {
  const file = await open(path);
  const { size } = await file.stat();
  const source = {
    size,
    read: async (offset, length, into = new Uint8Array(length)) => {
      const { buffer, bytesRead } = await file.read(into, 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
  };
  const reading = await readAudio(source);
  const measured = await (what === 'peaks' ? computePeaks(reading) : measureSound(reading));
  await file.close();
  return { ...measured, sampleRate: reading.facts.sampleRate };
}

/** All that is done to a delivery in its thread: what is listened to is made too, lossless and light, and written. */
async function deliver() {
  const made = `${path}.made`;
  const { facts, report } = await readSound(
    { path, made, ffmpeg: null },
    () => undefined,
    new AbortController().signal,
  );
  for (const ending of ['.flac', '.peaks']) await rm(made + ending);
  return { ...facts, report };
}
