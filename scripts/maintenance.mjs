// npm run audit:verify, projections:rebuild, backup, restore: runs one maintenance command of the server on its data.
import { Advice, main } from './workspace/process.mjs';
import { becomeServer } from './workspace/server-process.mjs';

const commands = ['audit:verify', 'projections:rebuild', 'backup', 'restore'];

await main(async () => {
  const args = process.argv.slice(2);
  if (!commands.includes(args[0])) {
    throw new Advice(`Say which maintenance command to run: ${commands.join(' or ')}.`);
  }
  await becomeServer('maintenance.js', args);
});
