// Preloaded into measured servers (`node --expose-gc -r`): on SIGUSR2 it collects garbage and writes what memory is in use
// into the file that GC_PROBE names, so that memory is compared without what happens not to be collected yet.
const { renameSync, writeFileSync } = require('node:fs');

const { GC_PROBE } = process.env;
if (GC_PROBE) {
  process.on('SIGUSR2', () => {
    for (let round = 0; round < 3; round++) globalThis.gc();
    writeFileSync(`${GC_PROBE}.part`, JSON.stringify(process.memoryUsage()));
    renameSync(`${GC_PROBE}.part`, GC_PROBE);
  });
}
