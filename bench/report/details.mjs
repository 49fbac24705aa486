// Everything that was measured, a table for each group of scenarios: `[title, scenarios, [column, value][]]`.
const machine = [
  ['server cores', ({ serverCores }) => serverCores],
  ['client cores', ({ clientCores }) => clientCores],
  ['other cores', ({ foreignCores }) => foreignCores],
];
const perDelivery = [
  ['processor s / 1,000', ({ secondsPer1000 }) => secondsPer1000],
  ['of it database', ({ databaseSecondsPer1000 }) => databaseSecondsPer1000],
];
const outcome = [
  ['missing', ({ missing }) => missing],
  ['converged', ({ converged }) => converged],
];

export const details = [
  [
    'One note after the other, two people; start and rest',
    ['one'],
    [
      ['p50 ms', ({ last }) => last.p50],
      ['p99 ms', ({ last }) => last.p99],
      ['first start s', ({ startSeconds }) => startSeconds],
      ['resident MB at rest', ({ residentMb }) => residentMb],
    ],
  ],
  [
    'One room, one writer at 20 updates/s',
    ['a10', 'a50', 'a200', 'a500'],
    [
      ['last p50 ms', ({ last }) => last.p50],
      ['last p99 ms', ({ last }) => last.p99],
      ['each p50 ms', ({ each }) => each.p50],
      ['each p99 ms', ({ each }) => each.p99],
      ...perDelivery,
      ...outcome,
      ...machine,
    ],
  ],
  [
    '500 rooms of four people, everybody writes once a second',
    ['b'],
    [
      ['last p50 ms', ({ last }) => last.p50],
      ['last p99 ms', ({ last }) => last.p99],
      ['longest ms', ({ last }) => last.max],
      ...perDelivery,
      ...outcome,
      ...machine,
    ],
  ],
  [
    'Highest steady rate before the 99th percentile passes 100 ms',
    ['f1', 'f50'],
    [
      ['updates/s', ({ updatesPerSecond }) => updatesPerSecond],
      ['p50 ms', ({ p50 }) => p50],
      ['p99 ms', ({ p99 }) => p99],
      ['failed at', ({ failedAt }) => failedAt],
      ['p99 ms there', ({ failedP99 }) => failedP99],
      ['client cores there', ({ failedClientCores }) => failedClientCores],
      ...machine,
    ],
  ],
  [
    'Presence: 100 people, two moves a second each',
    ['p'],
    [
      ['p50 ms', ({ each }) => each.p50],
      ['p99 ms', ({ each }) => each.p99],
      ['processor s / 1,000', ({ secondsPer1000 }) => secondsPer1000],
      ['missing', ({ missing }) => missing],
      ...machine,
    ],
  ],
  [
    'Joining a document of 10,000 notes',
    ['c'],
    [
      ['bytes', ({ documentBytes }) => documentBytes],
      ['alone ms', ({ aloneMs }) => aloneMs],
      ['alone, processor ms', ({ aloneServerMs }) => aloneServerMs],
      ['100 at once ms', ({ allMs }) => allMs],
      ['processor s', ({ serverSeconds }) => serverSeconds],
      ['bystander p50 ms', ({ bystanderP50 }) => bystanderP50],
      ['bystander longest ms', ({ bystanderMax }) => bystanderMax],
      ...machine,
    ],
  ],
  [
    'First join after a restart',
    ['cc'],
    [
      ['first answer ms', ({ firstAnswerMs }) => firstAnswerMs],
      ['it is complete', ({ firstAnswerComplete }) => firstAnswerComplete],
      ['complete after ms', ({ completeMs }) => completeMs],
    ],
  ],
  [
    'A spotting sheet with a million updates behind it, opened after a restart',
    ['h'],
    [
      ['updates', ({ updates }) => updates],
      ['load ms', ({ loadMs }) => loadMs],
      ['complete', ({ complete }) => complete],
    ],
  ],
  [
    'Several nodes and Redis',
    ['x2', 'x3'],
    [
      ['across p50 ms', ({ across }) => across.p50],
      ['across p99 ms', ({ across }) => across.p99],
      ['same node p50 ms', ({ sameNode }) => sameNode.p50],
      ...perDelivery,
      ...outcome,
      ...machine,
    ],
  ],
  [
    'A client that stops reading',
    ['s'],
    [
      ['others p99 ms without', ({ calmP99 }) => calmP99],
      ['others p99 ms', ({ stalledP99 }) => stalledP99],
      ['held for it MB', ({ heldMb }) => heldMb],
      ['cut off', ({ cutOff }) => cutOff],
      ['share it got', ({ seenByVictim }) => seenByVictim],
      ['resync ms', ({ resyncMs }) => resyncMs],
      ['resync processor ms / MB', ({ resyncServerMsPerMb }) => resyncServerMsPerMb],
      ['missing', ({ missing }) => missing],
    ],
  ],
  [
    'Memory',
    ['d'],
    [
      ['heap kB / connection', ({ perConnectionKb }) => perConnectionKb],
      ['heap kB / room', ({ perRoomKb }) => perRoomKb],
      ['resident kB / room', ({ residentPerRoomKb }) => residentPerRoomKb],
      ['left kB / room', ({ leftPerRoomKb }) => leftPerRoomKb],
    ],
  ],
  [
    'SIGKILL',
    ['e'],
    [
      ['kills', ({ kills }) => kills],
      ['seen', ({ seen }) => seen],
      ['gone', ({ lost }) => lost],
    ],
  ],
];
