// What the sync server has to reach beside the best of its peers in the same run.

const atMost = (factor) => ({
  text: `at most ${factor} × the best peer`,
  best: Math.min,
  relative: true,
  holds: (ours, peer) => ours <= peer * factor,
});
const atLeast = (factor) => ({
  text: `at least ${factor} × the best peer`,
  best: Math.max,
  relative: true,
  holds: (ours, peer) => ours >= peer * factor,
});
const atMostAbove = (difference, unit) => ({
  text: `at most ${difference} ${unit} above the best peer`,
  best: Math.min,
  relative: true,
  holds: (ours, peer) => ours <= peer + difference,
});
const below = (limit, unit) => ({
  text: `under ${limit} ${unit}`,
  best: Math.min,
  holds: (ours) => ours < limit,
});
const none = { text: 'none', best: Math.min, holds: (ours) => ours === 0 };
const yes = { text: 'yes', best: null, holds: (ours) => ours === true };

const readers = [10, 50, 200, 500].flatMap((count) => {
  const figure = `One room, ${count} readers, 20 updates/s: until the last one has it`;
  const scenario = `a${count}`;
  return [
    { figure: `${figure}, median (ms)`, scenario, value: ({ last }) => last.p50, aim: atMostAbove(3, 'ms') },
    { figure: `${figure}, 99th percentile (ms)`, scenario, value: ({ last }) => last.p99, aim: atMost(1.5) },
  ];
});
const nodes = [2, 3].flatMap((count) => {
  const figure = `${count} nodes and Redis, ten people on each: from node to node`;
  const scenario = `x${count}`;
  return [
    {
      figure: `${figure}, median (ms)`,
      scenario,
      value: ({ across }) => across.p50,
      aim: atMostAbove(4, 'ms'),
    },
    {
      figure: `${figure}, 99th percentile (ms)`,
      scenario,
      value: ({ across }) => across.p99,
      aim: atMost(2),
    },
  ];
});
const processorTime = ({ secondsPer1000 }) => secondsPer1000;

/** One row each of the table of results: the figure, where it is measured, how to read it, what it has to be. */
export const claims = [
  ...readers,
  {
    figure: 'One room, 500 readers: processor time per 1,000 deliveries (s)',
    scenario: 'a500',
    value: processorTime,
    aim: atMost(0.95),
  },
  {
    figure: '500 rooms of four writers, 1 update/s each: processor time per 1,000 deliveries (s)',
    scenario: 'b',
    value: processorTime,
    aim: atMost(1.3),
  },
  {
    figure: 'The same: until the last one has it, 99th percentile (ms)',
    scenario: 'b',
    value: ({ last }) => last.p99,
    aim: below(25, 'ms'),
  },
  {
    figure: 'Most updates per second into one room of 10 before the 99th percentile passes 100 ms',
    scenario: 'f1',
    value: ({ updatesPerSecond }) => updatesPerSecond,
    aim: atLeast(1.5),
  },
  {
    figure: 'The same over 50 rooms of 4',
    scenario: 'f50',
    value: ({ updatesPerSecond }) => updatesPerSecond,
    aim: atLeast(1.2),
  },
  {
    figure: '100 join a document of 10,000 notes at once: processor time (s)',
    scenario: 'c',
    value: ({ serverSeconds }) => serverSeconds,
    aim: atMost(0.1),
  },
  {
    figure: 'Meanwhile in another room: longest wait for an update (ms)',
    scenario: 'c',
    value: ({ bystanderMax }) => bystanderMax,
    aim: atMost(0.1),
  },
  {
    figure: 'Heap of an open room with 20 notes, nobody writing (kB)',
    scenario: 'd',
    value: ({ perRoomKb }) => perRoomKb,
    aim: atMost(0.2),
  },
  {
    figure: 'Heap left per room after all have gone (kB)',
    scenario: 'd',
    value: ({ leftPerRoomKb }) => leftPerRoomKb,
    // What a garbage collector leaves lying about differs by more than this from one reading to the next.
    aim: below(1, 'kB'),
  },
  {
    figure: 'Updates that somebody had seen and that are gone after SIGKILL',
    scenario: 'e',
    value: ({ lost }) => lost,
    aim: none,
  },
  {
    figure: 'A client that stops reading, 64 KiB updates at 40/s: cut off',
    scenario: 's',
    value: ({ cutOff }) => cutOff,
    aim: yes,
  },
  {
    figure: 'What the server holds for it after 25 MB (MB)',
    scenario: 's',
    value: ({ heldMb }) => heldMb,
    // 8 MiB may wait for a client; as much again is what one reading of the heap differs from the next.
    aim: below(16, 'MB'),
  },
  {
    figure: 'The others meanwhile: 99th percentile, as a multiple of what it is without',
    scenario: 's',
    value: ({ stalledP99, calmP99 }) => stalledP99 / calmP99,
    aim: below(1.5, '×'),
  },
  {
    figure: 'Bringing it up to date again: processor time per MB that it missed (ms)',
    scenario: 's',
    value: ({ resyncServerMsPerMb }) => resyncServerMsPerMb,
    // What the best peer takes to give a joiner a MB.
    aim: below(10, 'ms'),
  },
  ...nodes,
  {
    figure: '100 people, two cursor moves a second each: processor time per 1,000 deliveries (s)',
    scenario: 'p',
    value: processorTime,
    aim: atMost(1),
  },
  {
    figure: 'First join after a restart, 10,000 notes: the first answer is complete',
    scenario: 'cc',
    value: ({ firstAnswerComplete }) => firstAnswerComplete,
    aim: yes,
  },
  {
    figure: 'The same: until the document is complete (ms)',
    scenario: 'cc',
    value: ({ completeMs }) => completeMs,
    aim: below(50, 'ms'),
  },
  {
    figure: 'First to open a sheet of 10,000 cues with 1,000,000 updates behind it, after a restart (ms)',
    scenario: 'h',
    value: ({ loadMs, complete }) => (complete ? loadMs : NaN),
    aim: below(1000, 'ms'),
  },
];
