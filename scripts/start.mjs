// npm start: installs and builds what is missing, then runs the server. Arguments go to the server.
import { main } from './workspace/process.mjs';
import { becomeServer } from './workspace/server-process.mjs';

await main(() => becomeServer('main.js', process.argv.slice(2)));
