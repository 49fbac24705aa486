import { describe } from 'vitest';
import { memoryUpdateLog } from './memory-update-log.js';
import { updateLogContract } from './update-log.contract.js';

describe('the update log in memory', () => {
  const log = memoryUpdateLog();
  updateLogContract(() => Promise.resolve(log));
});
