import { newId } from '@segue/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  any,
  binary,
  bottomless,
  deleted,
  embed,
  forgeUpdate,
  format,
  garbageCollected,
  json,
  string,
  subdocument,
  type,
  TYPES,
  unknown,
  type Content,
  type Struct,
} from './forged-update.js';
import { adding, documentOf, entry, HostileScene, type Outcome, type Room } from './hostile-scene.js';

type Attack = readonly [what: string, outcome: Outcome, forge: (room: Room) => Uint8Array];

/** An update of the attacker's own client id at its next clock. */
const own = ({ own: { clientId, clock } }: Room, ...structs: Struct[]): Uint8Array =>
  forgeUpdate([{ clientId, clock, structs }]);

const foreignWrites: Attack[] = [
  [
    "overwrites another's entry",
    'update.foreign-root',
    (room) => own(room, { content: any(entry()), root: room.hers.root, key: room.hers.entryId }),
  ],
  [
    "overwrites another's entry by an item whose left origin it is, deleting nothing",
    'refused',
    (room) => own(room, { content: any(entry()), left: [room.hers.clientId, 0] }),
  ],
  [
    "stands to the left of another's entry",
    'refused',
    (room) => own(room, { content: any(entry()), right: [room.hers.clientId, 0] }),
  ],
  [
    "stands between two of another's entries",
    'refused',
    (room) =>
      own(room, { content: any(entry()), left: [room.hers.clientId, 0], right: [room.hers.clientId, 1] }),
  ],
  [
    "hangs one item on one's own and one on another's",
    'refused',
    (room) =>
      own(
        room,
        { content: any(entry()), root: room.own.root, key: newId() },
        { content: any(entry()), left: [room.hers.clientId, 0] },
      ),
  ],
  [
    "writes into another's entry as if it were a container",
    'refused',
    (room) => own(room, { content: any(entry()), parent: [room.hers.clientId, 0], key: newId() }),
  ],
  [
    "types into another's text",
    'refused',
    (room) => own(room, { content: string('not '), left: [room.hers.clientId, 0] }),
  ],
  [
    "deletes another's entry",
    'falls away',
    ({ hers: { clientId } }) => forgeUpdate([], [{ clientId, clock: 0, length: 1 }]),
  ],
  [
    'deletes everything another has written and will write',
    'falls away',
    ({ hers: { clientId } }) => forgeUpdate([], [{ clientId, clock: 0, length: 2 ** 31 }]),
  ],
  [
    "moves another's entry: deletes it there and adds it to another root",
    'update.foreign-root',
    ({ own: { clientId, clock }, hers }) =>
      forgeUpdate(
        [{ clientId, clock, structs: [{ content: any(entry()), root: `${hers.root}x`, key: hers.entryId }] }],
        [{ clientId: hers.clientId, clock: 0, length: 1 }],
      ),
  ],
  [
    "moves another's entry into one's own part, under its id",
    'refused',
    ({ own: { clientId, clock, root }, hers }) =>
      forgeUpdate(
        [{ clientId, clock, structs: [{ content: any(entry()), root, key: hers.entryId }] }],
        [{ clientId: hers.clientId, clock: 0, length: 1 }],
      ),
  ],
  [
    "adds to another's root",
    'update.foreign-root',
    (room) => own(room, { content: any(entry()), root: room.hers.root, key: newId() }),
  ],
  [
    "adds to another's root without a key, as if it were a list",
    'refused',
    (room) => own(room, { content: any(entry()), root: room.hers.root }),
  ],
  ...['cues', '', 'part:', 'part', '__proto__', 'part:nobody'].map((root): Attack => [
    `invents the root "${root}"`,
    'update.foreign-root',
    (room) => own(room, { content: any(entry()), root, key: newId() }),
  ]),
  [
    'invents a root beside an entry that is as it has to be',
    'update.foreign-root',
    (room) =>
      own(
        room,
        { content: any(entry()), root: room.own.root, key: newId() },
        { content: any(entry()), root: 'other', key: newId() },
      ),
  ],
  [
    'adds to the own root without a key, as if it were a list',
    'refused',
    (room) => own(room, { content: any(entry()), root: room.own.root }),
  ],
  [
    "overwrites one's own entry by its key",
    'refused',
    (room) => own(room, { content: any(entry()), root: room.own.root, key: room.own.entryId }),
  ],
  [
    "overwrites one's own entry as an honest map would",
    'update.not-grow-only',
    ({ own: { clientId, clock } }) =>
      forgeUpdate(
        [{ clientId, clock, structs: [{ content: any(entry()), left: [clientId, 0] }] }],
        [{ clientId, clock: 0, length: 1 }],
      ),
  ],
  [
    "deletes one's own entry",
    'update.not-grow-only',
    ({ own: { clientId } }) => forgeUpdate([], [{ clientId, clock: 0, length: 1 }]),
  ],
  [
    'adds an entry and takes it back in one update',
    'update.not-grow-only',
    ({ own: { clientId, clock, root } }) =>
      forgeUpdate(
        [{ clientId, clock, structs: [{ content: any(entry()), root, key: newId() }] }],
        [{ clientId, clock, length: 1 }],
      ),
  ],
];

/** Every kind of content that Yjs knows, and some that it does not, in the place of an entry. */
const contents: (readonly [string, Content])[] = [
  ...(Object.keys(TYPES) as (keyof typeof TYPES)[]).map((name): readonly [string, Content] => [
    `ContentType ${name}`,
    type(name),
  ]),
  ['ContentDoc', subdocument('a-document')],
  ['ContentEmbed', embed(entry())],
  ['ContentFormat', format('bold', true)],
  ['ContentString', string('Forged.')],
  ['ContentBinary', binary(1, 2, 3)],
  ['ContentJSON', json(entry())],
  ['ContentDeleted', deleted(1)],
  ['GC', garbageCollected(1)],
  ['ContentAny without a value', any()],
  ['ContentAny of two values', any(entry(), entry())],
  ['content of the unknown kind 11', unknown(11)],
  ['content of the unknown kind 31', unknown(31)],
];

const inPlaceOfAnEntry: Attack[] = contents.map(([name, content]) => [
  `puts ${name} where an entry belongs`,
  'refused',
  (room) => own(room, { content, root: room.own.root, key: newId() }),
]);

const values: (readonly [string, unknown])[] = [
  ['a text', 'Forged.'],
  ['a number', 7],
  ['null', null],
  ['undefined', undefined],
  ['a list', [entry()]],
  ['bytes', Uint8Array.of(1, 2, 3)],
  ['an empty object', {}],
  ['a text of 8,001 characters', entry({ text: 'x'.repeat(8001) })],
  ['a text of a million characters', entry({ text: 'x'.repeat(1_000_000) })],
  ['an empty text', entry({ text: '' })],
  ['a text that is a number', entry({ text: 7 })],
  ['a text that is a list', entry({ text: ['Forged.'] })],
  ['a text that is missing', entry({ text: undefined })],
  ['an in point before the picture', entry({ in: -1 })],
  ['an in point between two flicks', entry({ in: 0.5 })],
  ['an in point that is no number', entry({ in: Number.NaN })],
  ['an in point without end', entry({ in: Number.POSITIVE_INFINITY })],
  ['an in point beyond whole numbers', entry({ in: 2 ** 60 })],
  ['an in point that is a big integer', entry({ in: 1n })],
  ['an out point before its in point', entry({ in: 2, out: 1 })],
  ['an unknown kind', entry({ kind: 'praise' })],
  ['an unknown weight', entry({ weight: 'maybe' })],
  ['a version that is no id', entry({ version: '../../etc/passwd' })],
  ['a field too many', entry({ author: 'somebody else' })],
  ['an unknown act', entry({ type: 'sign-off' })],
  ['an act named like a built-in', entry({ type: '__proto__' })],
  ['a Lamport number of 0', entry({ lamport: 0 })],
  ['a Lamport number far ahead', entry({ lamport: 1_000_000 })],
  ['a Lamport number that is a text', entry({ lamport: '1' })],
  ['a time before 1970', entry({ at: -1 })],
  ['a stem that is no id', entry({ stem: '../../etc/passwd' })],
  ['a stem that is a list', entry({ stem: ['s'.repeat(14)] })],
];

const arrow = { tool: 'arrow', points: [0, 0, 5000, 5000], colour: 'red', width: 'medium' };
const line = (points: unknown): object => ({ ...arrow, tool: 'pen', points });
const words = (text: unknown): object => ({ ...arrow, tool: 'text', points: [0, 0], text });
const drawings: (readonly [string, unknown])[] = [
  ['a drawing that is a text', '<svg onload="alert(1)"/>'],
  ['a drawing that is bytes', Uint8Array.of(1, 2, 3)],
  ['a drawing that is one stroke', arrow],
  ['a drawing of nothing', []],
  ['a drawing of 51 strokes', Array(51).fill(arrow)],
  ['a drawing of ten thousand strokes', Array(10_000).fill(arrow)],
  ['a drawing of null', [null]],
  ['a stroke of an unknown tool', [{ ...arrow, tool: 'eraser' }]],
  ['a stroke of a colour of its own', [{ ...arrow, colour: 'url(https://example.org)' }]],
  ['a stroke of a width of its own', [{ ...arrow, width: 1000 }]],
  ['a stroke with a field too many', [{ ...arrow, href: 'https://example.org' }]],
  ['a line of no points', [line([])]],
  ['a line of 201 points', [line(Array(402).fill(1))]],
  ['a line of a hundred thousand points', [line(Array(200_000).fill(1))]],
  ['a line that ends between x and y', [line([1, 2, 3])]],
  ['a line outside the picture', [line([10_001, 0])]],
  ['a line before the picture', [line([0, -1])]],
  ['a line between two units', [line([0.5, 0])]],
  ['a line to no number', [line([Number.NaN, 0])]],
  ['a line to a big integer', [line([1n, 0])]],
  ['a line of texts', [line(['1', '2'])]],
  ['a line of lists', [line([[1, 2]])]],
  ['a line of bytes', [line(Uint8Array.of(1, 2))]],
  ['words of 81 characters', [words('x'.repeat(81))]],
  ['words of a million characters', [words('x'.repeat(1_000_000))]],
  ['empty words', [words('')]],
  ['words that are a number', [words(7)]],
];

const wrongValues: Attack[] = [
  ...values,
  ...drawings.map(([name, drawing]) => [name, entry({ drawing })] as const),
].map(([name, value]) => [`writes ${name}`, 'update.schema', (room) => adding(room.own, value)]);

/** An object whose encoded `__proto__` holds what it is to be judged by. */
const borrowing = (fields: object): unknown => JSON.parse(`{"__proto__":${JSON.stringify(fields)}}`);

const wrongDrawings: Attack[] = [
  [
    'writes a prototype in the place of an entry',
    'update.not-grow-only',
    (room) => adding(room.own, borrowing(entry())),
  ],
  [
    'draws a prototype in the place of a stroke',
    'update.not-grow-only',
    (room) => adding(room.own, entry({ drawing: [borrowing(arrow)] })),
  ],
  [
    "draws on one's own note by an edit that is as it has to be in all but one stroke",
    'update.schema',
    ({ own }) =>
      adding(own, {
        type: 'edit',
        note: own.entryId,
        drawing: [arrow, { ...arrow, points: [0, 0, 0] }],
        lamport: 2,
        at: 0,
      }),
  ],
  [
    "draws on another's note",
    'update.role',
    ({ own, hers }) => adding(own, { type: 'edit', note: hers.entryId, drawing: [arrow], lamport: 2, at: 0 }),
  ],
  [
    "takes another's drawing away",
    'update.role',
    ({ own, hers }) => adding(own, { type: 'edit', note: hers.entryId, drawing: null, lamport: 2, at: 0 }),
  ],
];

const wrongKeys: Attack[] = [
  '',
  'short',
  'x'.repeat(15),
  'x'.repeat(100_000),
  '__proto__',
  'абвгдежзийклмн',
].map((key) => [
  `writes under the key "${key.slice(0, 16)}" of ${key.length} characters`,
  'update.schema',
  (room) => adding(room.own, entry(), key),
]);

const wrongSayings: Attack[] = [
  ['reads a note in two lines', (room: Room) => ({ type: 'read-as', note: room.hers.entryId, text: 'a\nb' })],
  ['reacts with a sign of its own', (room: Room) => ({ type: 'react', of: room.hers.entryId, sign: '<b>' })],
  ['names a crowd', () => entry({ mentions: Array.from({ length: 21 }, newId) })],
  ['names what is no person', () => entry({ mentions: ['everybody'] })],
  ['finishes with what is no version', () => ({ type: 'finish', version: '../../films' })],
  ['finishes for somebody else', () => ({ type: 'finish', version: newId(), by: newId() })],
].map(([what, value]): Attack => [
  what as string,
  'update.schema',
  (room) => adding(room.own, { ...(value as (room: Room) => object)(room), lamport: 1, at: 0 }),
]);

const wrongForms: Attack[] = [
  // Some of these can be read but not be handed back, depending on how deep each of the two can go.
  ...[100, 1000, 2000, 4000, 6000, 8000, 10_000, 500_000].map((depth): Attack => [
    `writes a value ${depth} lists deep`,
    'refused',
    (room) => own(room, { content: bottomless(depth), root: room.own.root, key: newId() }),
  ]),
  [
    'writes one entry as it has to be and one that is not',
    'update.schema',
    (room) =>
      own(
        room,
        { content: any(entry()), root: room.own.root, key: newId() },
        { content: any(entry({ text: '' })), root: room.own.root, key: newId() },
      ),
  ],
  [
    'writes two entries under one key',
    'refused',
    (room) => {
      const key = newId();
      const struct = { content: any(entry()), root: room.own.root, key };
      return own(room, struct, struct);
    },
  ],
];

/** Acts beyond a mixer's role, or on what is not theirs. */
const wrongActs: Attack[] = [
  ['resolves', (room: Room) => ({ type: 'resolve', note: room.hers.entryId })],
  ['reopens', (room: Room) => ({ type: 'reopen', note: room.hers.entryId })],
  ["edits another's note", (room: Room) => ({ type: 'edit', note: room.hers.entryId, text: 'Forged.' })],
  [
    "edits another's reply",
    (room: Room) => ({ type: 'edit-reply', reply: room.hers.entryId, text: 'Forged.' }),
  ],
  ["withdraws another's note", (room: Room) => ({ type: 'withdraw', of: room.hers.entryId })],
  ["restores another's note", (room: Room) => ({ type: 'restore', of: room.hers.entryId })],
  ["agrees in place of a note's author", (room: Room) => ({ type: 'agree', of: room.hers.entryId })],
].map(([what, act]): Attack => [
  `${what as string} as a mixer`,
  'update.role',
  (room) => adding(room.own, { ...(act as (room: Room) => object)(room), lamport: 1, at: 0 }),
]);

describe('into a part, whoever', () => {
  let scene: HostileScene;

  beforeAll(async () => {
    scene = await HostileScene.set();
  });
  afterEach(() => {
    scene.tidy();
  });
  afterAll(() => scene.strike());

  it.each<Attack>([
    ...foreignWrites,
    ...inPlaceOfAnEntry,
    ...wrongValues,
    ...wrongDrawings,
    ...wrongKeys,
    ...wrongSayings,
    ...wrongForms,
    ...wrongActs,
  ])('%s harms nobody: %s', async (_what, outcome, forge) => {
    const room = await scene.room();
    const update = forge(room);
    await scene.expectUnharmed(room, outcome, () => {
      room.attacker.update(update);
    });
  });

  it.each(['note', 'reply', 'resolve', 'read-as', 'react', 'finish'] as const)(
    'writes a %s as an observer is refused',
    async (act) => {
      const room = await scene.room({ role: 'observer' });
      const stamp = { lamport: 1, at: 0 };
      const values = {
        note: entry(),
        reply: { type: 'reply', note: room.hers.entryId, text: 'Forged.', ...stamp },
        resolve: { type: 'resolve', note: room.hers.entryId, ...stamp },
        'read-as': { type: 'read-as', note: room.hers.entryId, text: 'Forged.', ...stamp },
        react: { type: 'react', of: room.hers.entryId, sign: 'heart', ...stamp },
        finish: { type: 'finish', version: newId(), ...stamp },
      };
      await scene.expectUnharmed(room, 'update.role', () => {
        room.attacker.update(adding(room.own, values[act]));
      });
      expect(room.attacker.refusals[0]?.entries).toEqual([values[act]]);
    },
  );

  it('repeats all that everybody knows, deletions of it included, may add to it', async () => {
    // An honest client's first message holds the union of all parts and its delete set; here it claims too much.
    const { honest, attacker, own: hand, hers, document } = await scene.room();
    const seen = honest.bytes;
    const key = newId();
    const addition = adding(hand, entry({ text: 'Added.' }), key);
    attacker.update(
      Y.mergeUpdates([
        seen,
        addition,
        forgeUpdate([], [{ clientId: hers.clientId, clock: 0, length: hers.clock }]),
      ]),
    );
    await attacker.fence();
    const { update } = await honest.write('Still mine.');
    const expected = documentOf([seen, addition, update]);
    expect(honest.bytes).toEqual(expected);
    expect(documentOf((await scene.log(document)).map(({ bytes }) => bytes))).toEqual(expected);
    expect(attacker.refusals).toEqual([]);
  });
});
