// Preloaded into a process and its threads: prints "fsync" after each call that syncs a file.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { fsyncSync } = fs;
fs.fsyncSync = (descriptor) => {
  fsyncSync(descriptor);
  fs.writeSync(1, 'fsync\n');
};
syncBuiltinESMExports();
