import { BaseSequencer } from 'vitest/node';

/** The test files that take longest, the longest first. A file that is not here is short, or is run alone anyway. */
const LONG = [
  'apps/e2e/src/endurance/crash-of-a-node.test.ts',
  'apps/e2e/src/endurance/three-nodes.test.ts',
  'libs/storage/src/embedded/durability.test.ts',
  'libs/storage/src/backup/backup.test.ts',
  'libs/storage/src/backup/killed.test.ts',
  'libs/storage/src/update-log/compaction.test.ts',
];

/** Long files begin first: whichever begins last is waited for alone. */
export class LongestFirst extends BaseSequencer {
  async sort(files) {
    const rank = ({ moduleId }) => {
      const at = LONG.findIndex((path) => moduleId.endsWith(path));
      return at === -1 ? LONG.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
