import {
  decodeSegueMessage,
  encodeSegueMessage,
  MESSAGE_AWARENESS,
  MESSAGE_SEGUE,
  MESSAGE_SYNC,
  type SegueMessage,
} from '@segue/protocol';
import fc from 'fast-check';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { SyncEngine, type Connection, type EngineOptions } from './index.js';
import { memoryUpdateLog } from './memory-update-log.js';
import { awarenessMessage, SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE, syncMessage } from './messages.js';
import type { Bus, DocumentRules, News, UpdateLog } from './ports.js';

type Standing = 'writes' | 'reads';

/** Entries are texts; only those who write may add them; "bad" is not a word we know. */
const parts: DocumentRules<Standing> = {
  kind: 'parts',
  partRoot: (personId) => `part:${personId}`,
  judge: () => ({
    check: (_author, standing, _id, value) =>
      standing === 'reads'
        ? { code: 'update.role', detail: 'reads only' }
        : typeof value !== 'string' || value === 'bad'
          ? { code: 'update.schema', detail: 'a text, please' }
          : null,
    admit: () => undefined,
  }),
};
const shared: DocumentRules<Standing> = {
  kind: 'shared',
  mayWrite: (standing) => standing === 'writes',
  problem: (document) =>
    [...document.share.keys()].every((root) => root === 'sheet') ? null : 'one root: sheet',
};
const rules = (document: string): DocumentRules<Standing> => (document.startsWith('film') ? shared : parts);

function engine(options: Partial<EngineOptions<Standing>> = {}): SyncEngine<Standing> {
  return new SyncEngine({ log: memoryUpdateLog(), rules, ...options });
}

/** An honest client: answers the sync protocol with a real Y.Doc, as the stock provider does. */
class Client {
  readonly doc = new Y.Doc();
  readonly heard: SegueMessage[] = [];
  readonly presence: { clientId: number; state: unknown }[] = [];
  closed: number | null = null;
  sent = 0;
  bufferedAmount = 0;
  private connection: Connection<Standing> | null = null;

  constructor(
    readonly personId: string,
    private readonly standing: Standing = 'writes',
  ) {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.connection) this.update(update);
    });
  }

  async join(server: SyncEngine<Standing>, document = 'cue'): Promise<this> {
    const socket = {
      send: (message: Uint8Array) => {
        this.hear(message);
      },
      close: (code: number) => {
        this.closed = code;
        this.connection = null;
      },
      bufferedAmount: 0,
    };
    Object.defineProperty(socket, 'bufferedAmount', { get: () => this.bufferedAmount });
    const peer = { personId: this.personId, name: this.personId, standing: this.standing, acknowledge: true };
    this.closed = null;
    this.connection = await server.connect(document, peer, socket);
    this.connection.receive(syncMessage(SYNC_STEP_1, Y.encodeStateVector(this.doc)));
    this.flushHeld();
    return this;
  }

  leave(): void {
    this.connection?.leave();
    this.connection = null;
  }

  write(id: string, value: unknown): void {
    this.doc.getMap(`part:${this.personId}`).set(id, value);
  }

  raw(message: Uint8Array): void {
    this.connection?.receive(message);
  }

  update(bytes: Uint8Array, step = SYNC_UPDATE): void {
    this.sent++;
    this.connection?.receive(syncMessage(step, bytes));
  }

  get saved(): number {
    return this.heard.reduce((most, message) => (message.type === 'saved' ? message.messages : most), 0);
  }

  get refusals(): string[] {
    return this.heard.flatMap((message) => (message.type === 'refused' ? message.code : []));
  }

  part(personId: string): Record<string, unknown> {
    return this.doc.getMap(`part:${personId}`).toJSON();
  }

  private held: Uint8Array[] = [];
  private flushHeld(): void {
    for (const update of this.held.splice(0)) this.update(update, SYNC_STEP_2);
  }

  private hear(message: Uint8Array): void {
    const decoder = decoding.createDecoder(message);
    switch (decoding.readVarUint(decoder)) {
      case MESSAGE_SYNC: {
        const step = decoding.readVarUint(decoder);
        const payload = decoding.readVarUint8Array(decoder);
        if (step !== SYNC_STEP_1) Y.applyUpdate(this.doc, payload, this);
        else if (this.connection) this.update(Y.encodeStateAsUpdate(this.doc, payload), SYNC_STEP_2);
        else this.held.push(Y.encodeStateAsUpdate(this.doc, payload));
        return;
      }
      case MESSAGE_SEGUE:
        this.heard.push(decodeSegueMessage(decoder));
        return;
      case MESSAGE_AWARENESS: {
        const states = decoding.createDecoder(decoding.readVarUint8Array(decoder));
        for (let left = decoding.readVarUint(states); left > 0; left--) {
          const clientId = decoding.readVarUint(states);
          decoding.readVarUint(states);
          this.presence.push({ clientId, state: JSON.parse(decoding.readVarString(states)) });
        }
      }
    }
  }
}

const eventually = (check: () => void): Promise<void> => vi.waitFor(check, { interval: 1, timeout: 2000 });

const settled = (...clients: Client[]): Promise<void> =>
  eventually(() => {
    for (const client of clients) expect(client.saved).toBe(client.sent);
  });

function awareness(clientId: number, clock: number, state: unknown): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, 1);
  encoding.writeVarUint(encoder, clientId);
  encoding.writeVarUint(encoder, clock);
  encoding.writeVarString(encoder, JSON.stringify(state));
  return awarenessMessage(encoding.toUint8Array(encoder));
}

/** Applies `change` to a copy of what a client sees and hands back the update, as a hostile client would craft it. */
function craft(from: Client, change: (doc: Y.Doc) => void, clientId?: number): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(from.doc));
  // Set afterwards: Yjs takes a new id when it meets its own in an update.
  if (clientId !== undefined) copy.clientID = clientId;
  const before = Y.encodeStateVector(copy);
  change(copy);
  return Y.encodeStateAsUpdate(copy, before);
}

describe('a document of parts', () => {
  it('P1 shows every part to everybody, and says what is saved', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    const ben = await new Client('ben').join(server);
    ann.write('a1', 'too loud');
    ben.write('b1', 'agreed');
    await settled(ann, ben);
    expect(ann.part('ben')).toEqual({ b1: 'agreed' });
    expect(ben.part('ann')).toEqual({ a1: 'too loud' });
    const cas = await new Client('cas').join(server);
    await settled(cas);
    expect(cas.part('ann')).toEqual({ a1: 'too loud' });
  });

  const attacks: [string, (honest: Client, hostile: Client) => Uint8Array][] = [
    [
      "P2 another's entry cannot be overwritten",
      (_, hostile) => craft(hostile, (doc) => doc.getMap('part:ann').set('a1', 'forged')),
    ],
    [
      "P3 another's entry cannot be deleted",
      (_, hostile) =>
        craft(hostile, (doc) => {
          doc.getMap('part:ann').delete('a1');
        }),
    ],
    [
      "P4 nothing can be added to another's part",
      (_, hostile) => craft(hostile, (doc) => doc.getMap('part:ann').set('a2', 'forged')),
    ],
    [
      'P5 no root can be invented',
      (_, hostile) =>
        craft(hostile, (doc) => {
          doc.getText('other').insert(0, 'x');
        }),
    ],
    [
      "P6 another's client id cannot be used",
      (honest, hostile) =>
        craft(hostile, (doc) => doc.getMap('part:eve').set('e1', 'forged'), honest.doc.clientID),
    ],
    [
      'P7 nested types are no entries',
      (_, hostile) => craft(hostile, (doc) => doc.getMap('part:eve').set('e1', new Y.Map())),
    ],
    [
      'P8 sub-documents are no entries',
      (_, hostile) => craft(hostile, (doc) => doc.getMap('part:eve').set('e1', new Y.Doc())),
    ],
    [
      'P9 the judge decides about values',
      (_, hostile) => craft(hostile, (doc) => doc.getMap('part:eve').set('e1', 'bad')),
    ],
    [
      "P10 one's own entries are never overwritten either",
      (_, hostile) => craft(hostile, (doc) => doc.getMap('part:eve').set('e0', 'changed')),
    ],
    [
      "P11 one's own entries are never deleted either",
      (_, hostile) =>
        craft(hostile, (doc) => {
          doc.getMap('part:eve').delete('e0');
        }),
    ],
    ['P12 bytes that are no update are refused', () => new Uint8Array([1, 255, 255, 255, 255, 15, 1, 0])],
    [
      'P13 a delete range over everything does nothing',
      () => new Uint8Array([0, 1, 9, 1, 0, 255, 255, 255, 255, 15]),
    ],
    [
      "P14 an item whose left origin is another's value changes nothing",
      (honest) => {
        const encoder = encoding.createEncoder();
        for (const number of [1, 1, 4242, 0]) encoding.writeVarUint(encoder, number);
        encoding.writeUint8(encoder, 8 | 128);
        encoding.writeVarUint(encoder, honest.doc.clientID);
        encoding.writeVarUint(encoder, 0);
        encoding.writeVarUint(encoder, 1);
        encoding.writeAny(encoder, 'forged');
        encoding.writeVarUint(encoder, 0);
        return encoding.toUint8Array(encoder);
      },
    ],
  ];
  it.each(attacks)('%s', async (_, attack) => {
    const log = memoryUpdateLog();
    const server = engine({ log });
    const ann = await new Client('ann').join(server);
    const eve = await new Client('eve').join(server);
    ann.write('a1', 'too loud');
    eve.write('e0', 'mine');
    await settled(ann, eve);
    const before = Y.encodeStateAsUpdate(ann.doc);
    eve.update(attack(ann, eve));
    // The honest client's next entry comes through: the room has dealt with the attack by then.
    const next = await new Client('ben').join(server);
    next.write('b1', 'still here');
    await settled(next);
    expect(ann.part('ben')).toEqual({ b1: 'still here' });
    expect(ann.part('ann')).toEqual({ a1: 'too loud' });
    expect(ann.part('eve')).toEqual({ e0: 'mine' });
    expect([...ann.doc.share.keys()].sort()).toEqual(['part:ann', 'part:ben', 'part:eve']);
    // Not a byte of the attack is in the log.
    const logged = new Y.Doc();
    for (const { bytes } of await log.read('cue', 0)) Y.applyUpdate(logged, bytes);
    Y.applyUpdate(logged, before);
    expect(Y.encodeStateAsUpdate(logged).length).toBe(Y.encodeStateAsUpdate(next.doc).length);
  });

  it('P14 is said to its author, who would wait for ever otherwise', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    const eve = await new Client('eve').join(server);
    ann.write('a1', 'too loud');
    await settled(ann, eve);
    eve.update(craft(eve, (doc) => doc.getMap('part:ann').set('a1', 'forged')));
    await settled(eve);
    expect(eve.refusals).toEqual(['update.foreign-root']);
  });

  it('P15 tells the author what was refused, with the text', async () => {
    const server = engine();
    const ann = await new Client('ann', 'reads').join(server);
    ann.write('a1', 'please keep this');
    await settled(ann);
    expect(ann.heard).toContainEqual({
      type: 'refused',
      code: 'update.role',
      detail: 'reads only',
      entries: ['please keep this'],
    });
  });

  it('P16 keeps work that was written offline, in order', async () => {
    const server = engine();
    const ann = new Client('ann');
    for (let i = 0; i < 50; i++) ann.write(`a${String(i)}`, `note ${String(i)}`);
    await ann.join(server);
    await settled(ann);
    const ben = await new Client('ben').join(server);
    await settled(ben);
    expect(Object.keys(ben.part('ann'))).toHaveLength(50);
  });

  it('P17 asks again when something in between is missing, and does not call it saved before', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    await settled(ann);
    const updates: Uint8Array[] = [];
    ann.doc.on('update', (update: Uint8Array) => updates.push(update));
    const send = vi.spyOn(ann, 'update').mockImplementationOnce(() => undefined);
    ann.write('a1', 'lost on the way');
    expect(send).toHaveBeenCalledTimes(1);
    ann.write('a2', 'depends on it');
    await settled(ann);
    const ben = await new Client('ben').join(server);
    await settled(ben);
    expect(ben.part('ann')).toEqual({ a1: 'lost on the way', a2: 'depends on it' });
  });

  it('P18 random bytes never harm a room', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 80 }),
        fc.constantFrom(SYNC_STEP_1, SYNC_STEP_2, SYNC_UPDATE),
        async (bytes, step) => {
          const server = engine();
          const ann = await new Client('ann').join(server);
          const eve = await new Client('eve').join(server);
          eve.raw(syncMessage(step, bytes));
          ann.write('a1', 'here');
          await settled(ann);
          expect(ann.part('ann')).toEqual({ a1: 'here' });
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a shared document', () => {
  it('S1 is written by those who may, and read by the rest', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server, 'film');
    const ben = await new Client('ben', 'reads').join(server, 'film');
    ann.doc.getMap('sheet').set('1m01', 'Main title');
    await settled(ann, ben);
    expect(ben.doc.getMap('sheet').toJSON()).toEqual({ '1m01': 'Main title' });
    ben.doc.getMap('sheet').set('1m01', 'mine now');
    await settled(ben);
    expect(ben.refusals).toEqual(['update.role']);
    ann.doc.getMap('sheet').delete('1m01');
    await settled(ann);
    const cas = await new Client('cas').join(server, 'film');
    await settled(cas);
    expect(cas.doc.getMap('sheet').toJSON()).toEqual({});
  });

  it('S2 keeps its form', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server, 'film');
    ann.update(
      craft(ann, (doc) => {
        doc.getText('other').insert(0, 'x');
      }),
    );
    ann.doc.getMap('sheet').set('1m01', 'Main title');
    await settled(ann);
    expect(ann.refusals).toEqual(['update.schema']);
    const ben = await new Client('ben').join(server, 'film');
    await settled(ben);
    expect(ben.doc.getMap('sheet').toJSON()).toEqual({ '1m01': 'Main title' });
    expect(ben.doc.share.has('other')).toBe(false);
  });

  it('S3 several people write at once and converge', async () => {
    const server = engine();
    const people = await Promise.all(['a', 'b', 'c', 'd'].map((id) => new Client(id).join(server, 'film')));
    for (let i = 0; i < 40; i++) people[i % 4]?.doc.getMap('sheet').set(`key ${String(i % 7)}`, i);
    await settled(...people);
    const first = people[0]?.doc.getMap('sheet').toJSON();
    for (const client of people) expect(client.doc.getMap('sheet').toJSON()).toEqual(first);
  });
});

describe('durability', () => {
  /** A log that commits only when told to. */
  function heldLog(): { log: UpdateLog; release: () => void; fail: () => void } {
    const inner = memoryUpdateLog();
    let gate: { open: () => void; shut: (reason: unknown) => void } | null = null;
    return {
      log: {
        read: (document, after) => inner.read(document, after),
        append: async (batch) => {
          await new Promise<void>((open, shut) => (gate = { open, shut }));
          return inner.append(batch);
        },
      },
      release: () => gate?.open(),
      fail: () => gate?.shut(new Error('disk full')),
    };
  }

  it('D1 nobody sees or is told of an update before it is durable', async () => {
    const { log, release } = heldLog();
    const server = engine({ log });
    const ann = await new Client('ann').join(server);
    const ben = await new Client('ben').join(server);
    await settled(ann, ben);
    ann.write('a1', 'not yet');
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    const late = await new Client('cas').join(server);
    await eventually(() => {
      expect(late.doc.share.size).toBe(0);
    });
    expect(ben.part('ann')).toEqual({});
    expect(ann.saved).toBeLessThan(ann.sent);
    release();
    await settled(ann);
    expect(ben.part('ann')).toEqual({ a1: 'not yet' });
    expect(late.part('ann')).toEqual({ a1: 'not yet' });
  });

  it('D2 what could not be saved is not called saved, and comes through after reconnecting', async () => {
    const faults: unknown[] = [];
    const { log, release, fail } = heldLog();
    const server = engine({ log, onFault: (_, error) => faults.push(error) });
    const ann = await new Client('ann').join(server);
    await settled(ann);
    ann.write('a1', 'kept by the client');
    await eventually(() => {
      fail();
      expect(ann.closed).not.toBeNull();
    });
    expect(ann.saved).toBeLessThan(ann.sent);
    expect(faults).toHaveLength(1);
    await ann.join(server);
    const ben = await new Client('ben').join(server);
    await eventually(() => {
      release();
      expect(ben.part('ann')).toEqual({ a1: 'kept by the client' });
    });
  });

  it('D3 a document that everybody left is read from the log again', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    ann.write('a1', 'stays');
    await settled(ann);
    ann.leave();
    await eventually(() => {
      expect(server.census()).toEqual({ documents: 0, connections: 0 });
    });
    const ben = await new Client('ben').join(server);
    await settled(ben);
    expect(ben.part('ann')).toEqual({ a1: 'stays' });
  });
});

describe('connections', () => {
  it('C1 a person whose rights changed is sent away at once', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    const ben = await new Client('ben').join(server);
    server.closePerson('ann');
    expect(ann.closed).toBe(4401);
    expect(ben.closed).toBeNull();
  });

  it('C2 a client that does not read is cut off, the others are not', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    const ben = await new Client('ben').join(server);
    await settled(ann, ben);
    ben.bufferedAmount = 100 * 1024 * 1024;
    ann.write('a1', 'on we go');
    await settled(ann);
    expect(ben.closed).toBe(1012);
    expect(ann.closed).toBeNull();
  });

  it('C3 unknown messages close only the connection they came over', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    const eve = await new Client('eve').join(server);
    eve.raw(new Uint8Array([99, 1, 2]));
    await eventually(() => {
      expect(eve.closed).toBe(1007);
    });
    const fan = await new Client('fan').join(server);
    fan.raw(encodeSegueMessage({ type: 'saved', messages: 1 }));
    await eventually(() => {
      expect(fan.closed).toBe(1007);
    });
    expect(ann.closed).toBeNull();
  });

  it('C4 presence carries the identity that the server knows', async () => {
    const server = engine();
    const ann = await new Client('ann').join(server);
    const eve = await new Client('eve').join(server);
    ann.raw(awareness(ann.doc.clientID, 1, { playhead: 5 }));
    eve.raw(awareness(ann.doc.clientID, 9, { playhead: 0, user: { id: 'ann', name: 'ann' } }));
    eve.raw(awareness(eve.doc.clientID, 1, { user: { id: 'ann', name: 'ann' } }));
    await eventually(() => {
      expect(ann.presence).toContainEqual({
        clientId: eve.doc.clientID,
        state: { user: { id: 'eve', name: 'eve' } },
      });
    });
    expect(ann.presence.filter(({ clientId }) => clientId === ann.doc.clientID)).toEqual([
      { clientId: ann.doc.clientID, state: { playhead: 5, user: { id: 'ann', name: 'ann' } } },
    ]);
    ann.leave();
    await eventually(() => {
      expect(eve.presence.at(-1)).toEqual({ clientId: ann.doc.clientID, state: null });
    });
  });
});

describe('two nodes', () => {
  function buses(): [Bus, Bus] {
    const listeners: ((news: News) => void)[] = [];
    const bus = (other: number): Bus => ({
      publish: (news) => {
        setImmediate(() => listeners[other]?.(news));
      },
      subscribe: (listener) => {
        listeners[1 - other] = listener;
      },
    });
    return [bus(1), bus(0)];
  }

  it('N1 people on different nodes see each other', async () => {
    const log = memoryUpdateLog();
    const [first, second] = buses();
    const one = engine({ log, bus: first });
    const two = engine({ log, bus: second });
    const ann = await new Client('ann').join(one);
    const ben = await new Client('ben').join(two);
    for (let i = 0; i < 20; i++) {
      ann.write(`a${String(i)}`, 'from one');
      ben.write(`b${String(i)}`, 'from two');
    }
    await settled(ann, ben);
    await eventually(() => {
      expect(Object.keys(ann.part('ben'))).toHaveLength(20);
      expect(Object.keys(ben.part('ann'))).toHaveLength(20);
    });
  });

  it('N2 an honest client may carry what the other node has not heard of', async () => {
    const log = memoryUpdateLog();
    const one = engine({ log });
    const deaf = engine({ log });
    const listener = await new Client('cas').join(deaf);
    const ann = await new Client('ann').join(one);
    const ben = await new Client('ben').join(one);
    ann.write('a1', 'from one');
    await settled(ann, ben);
    ben.leave();
    ben.sent = 0;
    ben.heard.length = 0;
    ben.write('b1', 'written in between');
    await ben.join(deaf);
    await settled(ben);
    expect(ben.refusals).toEqual([]);
    expect(listener.part('ben')).toEqual({ b1: 'written in between' });
    expect(listener.part('ann')).toEqual({ a1: 'from one' });
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});
