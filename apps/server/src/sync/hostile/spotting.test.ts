import { documentName, newId } from '@segue/protocol';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { ApiClient } from '../../testing/api-client.js';
import {
  any,
  binary,
  deleted,
  embed,
  forgeUpdate,
  format,
  json,
  string,
  subdocument,
  type,
  TYPES,
  unknown,
  type Content,
  type ItemId,
  type Struct,
} from './forged-update.js';
import { HonestSheet } from './honest-client.js';
import { documentOf, expectOutcome, freshClientId, HostileScene, type Outcome } from './hostile-scene.js';
import type { RawClient } from './raw-client.js';

const ROOT = 'cues';

/** A film's spotting sheet with one cue on it, an honest composer, and somebody who means harm. */
interface Sheet {
  readonly filmId: string;
  readonly document: string;
  readonly honest: HonestSheet;
  readonly composer: ApiClient;
  readonly attacker: RawClient;
  /** A client id that is the attacker's to use. */
  readonly clientId: number;
  readonly cueId: string;
  /** Where the cue's map stands: the composer's client id, and the clock. */
  readonly cue: ItemId;
}

/** The fields of a new cue in the order they are written, after the cue's map. */
const FIELDS = ['number', 'title', 'kind', 'in'] as const;

/** A value in the place of a field, as an honest map would overwrite it: to the right of the value before. */
const overwriting = (
  { cue: [clientId, clock] }: Sheet,
  field: (typeof FIELDS)[number],
  content: Content,
): Struct => ({
  content,
  left: [clientId, clock + 1 + FIELDS.indexOf(field)],
});

type Attack = readonly [what: string, outcome: Outcome, forge: (sheet: Sheet) => Uint8Array];

const add = ({ clientId }: Sheet, ...structs: Struct[]): Uint8Array =>
  forgeUpdate([{ clientId, clock: 0, structs }]);

const violations: Attack[] = [
  [
    'a foreign root',
    'update.schema',
    (sheet) => add(sheet, { content: any(1), root: 'other', key: newId() }),
  ],
  [
    'a root without a name',
    'update.schema',
    (sheet) => add(sheet, { content: any(1), root: '', key: newId() }),
  ],
  [
    'a part of its own',
    'update.schema',
    (sheet) => add(sheet, { content: any({}), root: 'part:somebody', key: newId() }),
  ],
  [
    'a list in the root, which holds rows by key only',
    'update.schema',
    (sheet) => add(sheet, { content: any('hidden'), root: ROOT }),
  ],
  ['a text in the root', 'update.schema', (sheet) => add(sheet, { content: string('hidden'), root: ROOT })],
  [
    'a list inside a row',
    'update.schema',
    (sheet) => add(sheet, { content: any('hidden'), parent: sheet.cue }),
  ],
  [
    'a row under a key that is no id',
    'update.schema',
    (sheet) => add(sheet, { content: type('map'), root: ROOT, key: '../..' }),
  ],
  ...(
    [
      ...(Object.keys(TYPES) as (keyof typeof TYPES)[])
        .filter((name) => name !== 'map')
        .map((name) => [`ContentType ${name}`, type(name)] as const),
      ['ContentAny', any({ title: 'x' })],
      ['ContentDoc', subdocument('a-document')],
      ['ContentEmbed', embed({})],
      ['ContentString', string('x')],
      ['ContentBinary', binary(1)],
      ['ContentJSON', json({})],
    ] as (readonly [string, Content])[]
  ).map(([name, content]): Attack => [
    `${name} for a row`,
    'update.schema',
    (sheet) => add(sheet, { content, root: ROOT, key: newId() }),
  ]),
  ...(
    [
      ...(Object.keys(TYPES) as (keyof typeof TYPES)[]).map(
        (name) => [`ContentType ${name}`, type(name)] as const,
      ),
      ['ContentDoc', subdocument('a-document')],
      ['ContentEmbed', embed({})],
      ['ContentBinary', binary(1)],
      ['a list', any(['x'])],
      ['an object', any({})],
      ['a number', any(7)],
      ['a text of 201 characters', any('x'.repeat(201))],
      ['a text of a million characters', any('x'.repeat(1_000_000))],
    ] as (readonly [string, Content])[]
  ).map(([name, content]): Attack => [
    `${name} for a title`,
    'update.schema',
    (sheet) => add(sheet, overwriting(sheet, 'title', content)),
  ]),
  [
    'an unknown field',
    'update.schema',
    (sheet) => add(sheet, { content: any('x'), parent: sheet.cue, key: 'author' }),
  ],
  [
    'a field named like a built-in',
    'update.schema',
    (sheet) => add(sheet, { content: any('x'), parent: sheet.cue, key: '__proto__' }),
  ],
  [
    'an in point before the picture',
    'update.schema',
    (sheet) => add(sheet, overwriting(sheet, 'in', any(-1))),
  ],
  [
    'an unknown kind of cue',
    'update.schema',
    (sheet) => add(sheet, overwriting(sheet, 'kind', any('jingle'))),
  ],
  [
    'content of an unknown kind',
    'refused',
    (sheet) => add(sheet, { content: unknown(11), root: ROOT, key: newId() }),
  ],
  [
    'a formatting mark',
    'comes to nothing',
    (sheet) => add(sheet, { content: format('bold', true), root: 'x' }),
  ],
  [
    "a row in another person's name",
    'update.foreign-client-id',
    ({ cue: [clientId], honest }) => {
      const clock = Y.getState(honest.session.doc.store, clientId);
      return forgeUpdate([
        { clientId, clock, structs: [{ content: type('map'), root: ROOT, key: newId() }] },
      ]);
    },
  ],
];

/** What a reader may try: each would be right in the hands of those who spot. */
const readersWrites: Attack[] = [
  ['adds a row', 'update.role', (sheet) => add(sheet, { content: type('map'), root: ROOT, key: newId() })],
  ['overwrites a field', 'update.role', (sheet) => add(sheet, overwriting(sheet, 'title', any('x')))],
  [
    'overwrites a row from its left',
    'update.role',
    (sheet) => add(sheet, { content: type('map'), left: sheet.cue }),
  ],
  [
    'takes a row off',
    'update.role',
    ({ cue: [clientId, clock] }) => forgeUpdate([], [{ clientId, clock, length: 1 }]),
  ],
  [
    'takes everything off that is there and will be',
    'refused',
    ({ cue: [clientId] }) => forgeUpdate([], [{ clientId, clock: 0, length: 2 ** 32 }]),
  ],
  [
    'takes off what is still to be written',
    'comes to nothing',
    ({ cue: [clientId] }) => forgeUpdate([], [{ clientId, clock: 1000, length: 2 ** 32 }]),
  ],
  [
    'adds what is deleted already',
    'refused',
    (sheet) => add(sheet, { content: deleted(5), root: ROOT, key: newId() }),
  ],
];

describe('a spotting sheet', () => {
  let scene: HostileScene;

  beforeAll(async () => {
    scene = await HostileScene.set();
  });
  afterEach(() => {
    scene.tidy();
  });
  afterAll(() => scene.strike());

  const openSheet = async (person: ApiClient, filmId: string): Promise<HonestSheet> => {
    const sheet = await HonestSheet.open(person, scene.server.url, filmId);
    scene.opened.push(sheet);
    return sheet;
  };
  /** A film of its own for each attack. */
  const sheetWith = async (role: 'director' | 'mixer'): Promise<Sheet> => {
    const { id: filmId } = await scene.server.createFilm();
    const composer = await scene.server.member(filmId, 'composer');
    const person = await scene.server.member(filmId, role);
    const document = documentName({ kind: 'spotting', filmId });
    const honest = await openSheet(composer, filmId);
    const { result: cueId } = await honest.change((session) =>
      session.add({ number: '1m01', title: 'Titles' }),
    );
    const attacker = await scene.raw(person, document);
    // The row's map is the first thing the composer's client id wrote, its fields follow.
    const cue = [honest.session.doc.clientID, 0] as const;
    return { filmId, document, honest, composer, attacker, clientId: freshClientId(), cueId, cue };
  };

  const expectUnharmed = async (sheet: Sheet, outcome: Outcome, attack: () => unknown): Promise<void> => {
    const { honest, attacker, document, cueId, composer, filmId } = sheet;
    const logged = await scene.log(document);
    const seen = honest.bytes;
    await attack();
    await attacker.fence();
    const { update } = await honest.change((session) => {
      session.edit(cueId, { emotion: 'still ours' });
    });
    await attacker.fence();
    const expected = documentOf([seen, update]);
    // The page keeps what its person has overwritten, so that they can take it back: everything else is the same.
    expect(documentOf([honest.bytes])).toEqual(expected);
    expect(honest.session.refused).toEqual([]);
    const rows = await scene.log(document);
    expect(rows.slice(0, logged.length)).toEqual(logged);
    expect(documentOf(rows.map(({ bytes }) => bytes))).toEqual(expected);
    expect((await openSheet(composer, filmId)).bytes).toEqual(expected);
    expectOutcome(attacker, outcome);
  };

  it.each(violations)('does not take %s: %s', async (_what, outcome, forge) => {
    const sheet = await sheetWith('director');
    await expectUnharmed(sheet, outcome, () => {
      sheet.attacker.update(forge(sheet));
    });
  });

  it.each(readersWrites)('is not changed by a reader who %s: %s', async (_what, outcome, forge) => {
    const sheet = await sheetWith('mixer');
    await expectUnharmed(sheet, outcome, () => {
      sheet.attacker.update(forge(sheet));
    });
  });
});
