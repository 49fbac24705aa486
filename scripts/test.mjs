// npm test: installs what is missing, also what the tests need, and runs everything.
import { testRun } from './testing/test-run.mjs';

await testRun({ browser: true });
