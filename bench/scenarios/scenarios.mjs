import { fanOut } from './fan-out.mjs';
import { highestRate } from './highest-rate.mjs';
import { coldJoin, join } from './join.mjs';
import { kill } from './kill.mjs';
import { longHistory } from './long-history.mjs';
import { manyRooms } from './many-rooms.mjs';
import { memory } from './memory.mjs';
import { nodes } from './nodes.mjs';
import { oneByOne } from './one-by-one.mjs';
import { presence } from './presence.mjs';
import { stalledReader } from './stalled-reader.mjs';

const ours = ['ours-postgres', 'ours-embedded'];
const inMemory = ['y-websocket', 'hocuspocus'];
const stored = ['y-websocket-leveldb', 'hocuspocus-sqlite'];

/**
 * What is measured, by its short name, and with which targets. `once`: it counts or weighs, so more rounds would tell
 * nothing new. `untimed`: it may run while the machine is busy with something else.
 */
export const scenarios = new Map([
  ['one', { run: oneByOne, targets: [...ours, ...inMemory] }],
  ...[10, 50, 200, 500].map((readers) => [
    `a${readers}`,
    { run: (cluster) => fanOut(cluster, { readers }), targets: [...ours, ...inMemory] },
  ]),
  ['b', { run: manyRooms, targets: [...ours, ...inMemory] }],
  [
    'f1',
    {
      run: (cluster) => highestRate(cluster, { rooms: 1, people: 10, start: 4000, step: 1.5 }),
      targets: [...ours, ...inMemory],
    },
  ],
  [
    'f50',
    {
      run: (cluster) => highestRate(cluster, { rooms: 50, people: 4, start: 6000, step: 1.5 }),
      targets: [...ours, ...inMemory],
    },
  ],
  ['p', { run: presence, targets: [...ours, ...inMemory] }],
  ['c', { run: join, targets: [...ours, ...inMemory] }],
  ['cc', { run: coldJoin, targets: [...ours, ...stored], untimed: true }],
  ['h', { run: longHistory, targets: ours, once: true }],
  ['x2', { run: nodes, targets: ['ours-2', 'hocuspocus-2'] }],
  ['x3', { run: nodes, targets: ['ours-3', 'hocuspocus-3'] }],
  ['s', { run: stalledReader, targets: [...ours, ...inMemory], once: true }],
  ['d', { run: memory, targets: [...ours, ...inMemory], once: true, untimed: true }],
  [
    'e',
    {
      // The peers lose so much that one kill shows it.
      run: (cluster, { kills }) =>
        kill(cluster, cluster.target.ours ? { kills, seconds: 1 } : { kills: 1, seconds: 12 }),
      targets: [...ours, ...inMemory, ...stored],
      once: true,
      untimed: true,
    },
  ],
]);
