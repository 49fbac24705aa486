// npm run check: what to run before a commit, which is everything but the tests in the browser.
import { testRun } from './testing/test-run.mjs';
import { main } from './workspace/process.mjs';

await main(() => testRun({ browser: false }));
