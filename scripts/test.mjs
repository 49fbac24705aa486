// npm test: installs what is missing, also what the tests need, and runs everything.
import { testRun } from './testing/test-run.mjs';
import { main } from './workspace/process.mjs';

await main(() => testRun({ browser: true }));
