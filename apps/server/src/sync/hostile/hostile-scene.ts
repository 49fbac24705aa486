import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@segue/access-policy';
import { documentName, newId, type RefusalCode } from '@segue/protocol';
import { createDatabase } from '@segue/storage/test-databases';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { readConfig, type Config } from '../../platform/config.js';
import { createServer } from '../../server.js';
import { startTestServer, type ApiClient, type TestServer } from '../../testing/test-server.js';
import { any, forgeUpdate } from './forged-update.js';
import { HonestNotes, HonestSheet } from './honest-client.js';
import { eventually, RawClient } from './raw-client.js';

const REDIS_URL = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

/** Another server on the same database. */
export interface Node {
  readonly url: string;
  close(): Promise<void>;
}

/** What becomes of an attack: a code its author hears, or less where more than one answer is right. */
export type Outcome =
  | RefusalCode
  /** Its author hears that it was refused. */
  | 'refused'
  /** It falls away; its author may go on. */
  | 'falls away'
  /** Its author is asked for what is missing in between. */
  | 'asked again'
  /** The socket is closed. */
  | 'cut off'
  /** Any of these: only that nobody is harmed is promised. */
  | 'comes to nothing';

/** A person's own place in a notes document. */
export interface Hand {
  readonly personId: string;
  readonly root: string;
  /** A Yjs client id that is bound to this person. */
  readonly clientId: number;
  /** The next free clock of that client id. */
  readonly clock: number;
  /** An entry at clock 0. */
  readonly entryId: string;
}

/** A cue's notes with an honest director and somebody who means harm in them. */
export interface Room {
  readonly cueId: string;
  readonly document: string;
  readonly honest: HonestNotes;
  readonly hers: Hand;
  readonly attacker: RawClient;
  /** The address of the server the attacker speaks to. */
  readonly attackerAt: string;
  readonly own: Hand;
}

/** An entry as it has to be; `fields` changes or adds to it. */
export const entry = (fields: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  type: 'note',
  version: 'v'.repeat(14),
  in: 0,
  out: null,
  kind: 'mix',
  weight: 'must',
  text: 'Forged.',
  lamport: 1,
  at: 0,
  ...fields,
});

/** An update that adds one plain value to a part, in the one form that is admitted. */
export const adding = (
  hand: Pick<Hand, 'root' | 'clientId' | 'clock'>,
  value: unknown,
  key = newId(),
): Uint8Array =>
  forgeUpdate([
    { clientId: hand.clientId, clock: hand.clock, structs: [{ content: any(value), root: hand.root, key }] },
  ]);

/** A Yjs client id nobody has used. */
export const freshClientId = (): number => Math.floor(Math.random() * 2 ** 32);

/** A film on a running server and real PostgreSQL, with the people of the tests. */
export class HostileScene {
  readonly opened: { close(): void }[] = [];
  private readonly people = new Map<Role, Promise<ApiClient>>();
  private readonly nodes: Node[] = [];

  private constructor(
    readonly server: TestServer,
    readonly filmId: string,
    readonly director: ApiClient,
    readonly composer: ApiClient,
    private readonly sheet: HonestSheet,
    private readonly shared: Pick<Config, 'databaseUrl' | 'redisUrl'>,
    private readonly drop: () => Promise<void>,
  ) {}

  static async set({ redis = false } = {}): Promise<HostileScene> {
    const { url, drop } = await createDatabase();
    const shared = { databaseUrl: url, redisUrl: redis ? REDIS_URL : null };
    const server = await startTestServer(shared);
    const filmId = (await server.createFilm()).id;
    const director = await server.member(filmId, 'director');
    const composer = await server.member(filmId, 'composer');
    const sheet = await HonestSheet.open(composer, server.url, filmId);
    return new HostileScene(server, filmId, director, composer, sheet, shared, drop);
  }

  /** Closes every client of the test that ends. */
  tidy(): void {
    for (const client of this.opened.splice(0)) client.close();
  }

  async strike(): Promise<void> {
    this.tidy();
    this.sheet.close();
    for (const node of this.nodes) await node.close();
    await this.server.close();
    await this.drop();
  }

  /** Somebody in this role, the same person for all tests of a file. */
  person(role: Role): Promise<ApiClient> {
    const known = this.people.get(role) ?? this.server.member(this.filmId, role);
    this.people.set(role, known);
    return known;
  }

  /** Starts another server on the same database. */
  async node(): Promise<Node> {
    const dataFolder = await mkdtemp(join(tmpdir(), 'segue-test-'));
    const config = { ...readConfig({ SEGUE_DATA: dataFolder, LOG_LEVEL: 'fatal' }), port: 0, ...this.shared };
    const server = await createServer(config);
    let running = true;
    const node = {
      url: server.url,
      close: async () => {
        if (!running) return;
        running = false;
        await server.close();
        await rm(dataFolder, { recursive: true });
      },
    };
    this.nodes.push(node);
    return node;
  }

  async cue(): Promise<string> {
    return (await this.sheet.change((session) => session.add({ number: '1m01' }))).result;
  }

  async notes(person: ApiClient, cueId: string, url = this.server.url): Promise<HonestNotes> {
    const client = await HonestNotes.open(person, url, cueId);
    this.opened.push(client);
    return client;
  }

  async raw(
    person: Pick<ApiClient, 'cookie'>,
    document: string,
    { url = this.server.url, early = [] as readonly Uint8Array[] } = {},
  ): Promise<RawClient> {
    const client = await RawClient.open({ url, cookie: person.cookie, document }, early);
    this.opened.push(client);
    return client;
  }

  /** The notes of a new cue: the director and the attacker have both written, and both hear everything. */
  async room({
    role = 'mixer',
    attackerAt = this.server.url,
  }: { role?: Role; attackerAt?: string } = {}): Promise<Room> {
    const cueId = await this.cue();
    const document = documentName({ kind: 'notes', cueId });
    const honest = await this.notes(this.director, cueId);
    const { id } = await honest.write('Mine.');
    await honest.write('Mine, too.');
    const hers = {
      ...handOf(this.director.personId, honest.session.doc.clientID, id),
      clock: 2,
    };
    const person = await this.person(role);
    const attacker = await this.raw(person, document, { url: attackerAt });
    const own = handOf(person.personId, freshClientId(), newId());
    const room = { cueId, document, honest, hers, attacker, attackerAt, own };
    if (role === 'observer') return room;
    attacker.update(adding(own, entry({ text: 'My own.' }), own.entryId));
    await eventually(() => {
      expect(honest.texts).toContain('My own.');
    });
    return { ...room, own: { ...own, clock: 1 } };
  }

  /** The rows the log holds of a document. */
  log(document: string): Promise<{ sequence: number; bytes: Uint8Array }[]> {
    return this.server.db
      .selectFrom('document_updates')
      .select(['sequence', 'bytes'])
      .where('document', '=', document)
      .orderBy('sequence')
      .execute();
  }

  /**
   * Carries out an attack and holds that it changed nothing: not a byte of what the honest director has, nothing in the log,
   * nothing for who joins later, and that the room goes on serving her.
   */
  async expectUnharmed(room: Room, outcome: Outcome, attack: () => unknown): Promise<void> {
    const { honest, attacker, attackerAt, document, cueId } = room;
    const logged = await this.log(document);
    const seen = honest.bytes;
    await attack();
    await attacker.fence();
    // What is written later is dealt with later: when these have come through, the attack has been judged.
    const neighbour = await this.notes(this.composer, cueId, attackerAt);
    const edits = [await neighbour.write('Mine as well.'), await honest.write('Still mine.')];
    await attacker.fence();

    const expected = documentOf([seen, ...edits.map(({ update }) => update)]);
    await eventually(() => {
      expect(honest.bytes).toEqual(expected);
      expect(neighbour.bytes).toEqual(expected);
    });
    expect([...honest.session.refused, ...neighbour.session.refused]).toEqual([]);
    const rows = await this.log(document);
    expect(rows.slice(0, logged.length)).toEqual(logged);
    expect(documentOf(rows.map(({ bytes }) => bytes))).toEqual(expected);
    const joiner = await this.notes(this.composer, cueId);
    expect(joiner.bytes).toEqual(expected);
    for (const client of [neighbour, joiner]) client.close();
    expectOutcome(attacker, outcome);
  }
}

const handOf = (personId: string, clientId: number, entryId: string): Hand => ({
  personId,
  root: `part:${personId}`,
  clientId,
  clock: 0,
  entryId,
});

/** What updates come to in one document, what waits for something else included. */
export function documentOf(updates: readonly Uint8Array[]): Uint8Array {
  const document = new Y.Doc();
  for (const update of updates) Y.applyUpdate(document, update);
  return Y.encodeStateAsUpdate(document);
}

/** Holds that a client heard what it had to hear, and was told of everything that it was dealt with. */
export function expectOutcome(client: RawClient, outcome: Outcome): void {
  const codes = client.refusals.map(({ code }) => code);
  switch (outcome) {
    case 'comes to nothing':
      return;
    case 'cut off':
      expect(client.closed).not.toBeNull();
      return;
    case 'asked again':
      expect(codes).toEqual([]);
      expect(client.asked).toBeGreaterThan(1);
      return;
    case 'falls away':
      expect(codes).toEqual([]);
      break;
    case 'refused':
      expect(codes).toHaveLength(1);
      break;
    default:
      expect(codes).toEqual([outcome]);
  }
  expect(client.closed).toBeNull();
  expect(client.dealt).toBe(client.sent);
}
