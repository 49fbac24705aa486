// npm start: installs and builds what is missing, then runs the server. With --demo it runs on a folder of its own, with a
// film to try.
import { main } from './workspace/process.mjs';
import { runDemo } from './workspace/demo.mjs';
import { becomeServer } from './workspace/server-process.mjs';

await main(() =>
  process.argv.includes('--demo') ? runDemo() : becomeServer('main.js', process.argv.slice(2)),
);
