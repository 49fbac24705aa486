// A process for the backup tests: `backup` or `restore`, the archive, the data folder, the folder of files.
import { runnerImport } from 'vite';

const source = new URL('../index.ts', import.meta.url).pathname;
/** @type {{ module: typeof import('../index.js') }} */
const { module } = await runnerImport(source, {
  configFile: false,
  resolve: { conditions: ['@segue/source'] },
  environments: { inline: { resolve: { conditions: ['@segue/source'] } } },
});
const [, , command = '', archive = '', dataFolder = '', files = ''] = process.argv;
const work = command === 'backup' ? module.backUp : module.restore;
await work(archive, { dataFolder }, module.folderBlobStore(files));
process.exit();
