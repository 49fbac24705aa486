// What the writers write: entries of a review, as updates made by hand. All servers get the same kind of bytes.
import { randomBytes } from 'node:crypto';
import * as Y from 'yjs';
import { encoding } from '../packages.mjs';

// An item whose content is any JSON value, under a key, with no neighbour.
const ENTRY_ITEM = 8 | 32;
const ID_LENGTH = 14;
/** The longest text of an entry that a server with a schema admits, in characters. */
const LONGEST_TEXT = 8000;

/** A made-up id: 14 letters and digits. */
export function newId() {
  return randomBytes(ID_LENGTH / 2).toString('hex');
}

/**
 * Writes short replies into one root, each an update of about 130 bytes that takes one clock of its client id. `sent` and
 * `reach` say of each update when it was sent (`performance.now()`) and up to which clock it reaches.
 */
export class ReplyWriter {
  sent = [];
  reach = [];
  #head;
  #body;
  #keyAt;

  constructor(clientId, root) {
    this.clientId = clientId;
    this.#head = bytesOf((to) => {
      // One client, one item.
      encoding.writeVarUint(to, 1);
      encoding.writeVarUint(to, 1);
      encoding.writeVarUint(to, clientId);
    });
    const keyPrefix = randomBytes(3).toString('hex');
    const upToKey = bytesOf((to) => {
      encoding.writeUint8(to, ENTRY_ITEM);
      writeRoot(to, root);
      encoding.writeVarString(to, keyPrefix + '0'.repeat(ID_LENGTH - keyPrefix.length));
    });
    this.#keyAt = upToKey.length - (ID_LENGTH - keyPrefix.length);
    const entry = { type: 'reply', note: newId(), text: '12345678', lamport: 1, at: Date.now() };
    const content = bytesOf((to) => {
      encoding.writeVarUint(to, 1);
      encoding.writeAny(to, entry);
      // Nothing is deleted.
      encoding.writeVarUint(to, 0);
    });
    this.#body = Buffer.concat([upToKey, content]);
  }

  /** How many updates there are so far. */
  get count() {
    return this.reach.length;
  }

  /** The next update. The caller notes in `sent` when it goes out. */
  next() {
    const clock = this.count;
    const number = bytesOf((to) => encoding.writeVarUint(to, clock));
    const update = Buffer.concat([this.#head, number, this.#body]);
    const keyEnd = this.#head.length + number.length + this.#keyAt + 8;
    const digits = String(clock);
    update.latin1Write(digits, keyEnd - digits.length, digits.length);
    this.reach.push(clock + 1);
    return update;
  }
}

/** Writes updates of about `bytes` bytes, each of as many replies of the longest text as it takes. */
export class LargeWriter {
  sent = [];
  reach = [];
  #doc = new Y.Doc();
  #root;
  #texts;

  constructor(clientId, root, bytes) {
    this.clientId = clientId;
    this.#doc.clientID = clientId;
    this.#root = root;
    const entries = Math.ceil(bytes / LONGEST_TEXT);
    this.#texts = Array.from({ length: entries }, () => 'x'.repeat(Math.floor(bytes / entries) - 100));
  }

  /** How many updates there are so far. */
  get count() {
    return this.reach.length;
  }

  /** The next update. The caller notes in `sent` when it goes out. */
  next() {
    const before = Y.encodeStateVector(this.#doc);
    const map = this.#doc.getMap(this.#root);
    this.#doc.transact(() => {
      for (const text of this.#texts)
        map.set(newId(), { type: 'reply', note: newId(), text, lamport: 1, at: Date.now() });
    });
    this.reach.push(Y.getState(this.#doc.store, this.clientId));
    return Y.encodeStateAsUpdate(this.#doc, before);
  }
}

const WORDS =
  'the strings come in two frames late here please hold them on the wide before the brass lifts the end'.split(
    ' ',
  );

/** One update with `count` notes of one person, about 310 bytes each. */
export function notesUpdate(clientId, root, count) {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const version = newId();
  doc.transact(() => {
    for (let n = 0; n < count; n++) doc.getMap(root).set(newId(), noteOf(n, version));
  });
  return Y.encodeStateAsUpdate(doc);
}

function noteOf(n, version) {
  const words = Array.from({ length: 28 + (n % 9) }, (_, at) => WORDS[(n * 7 + at * 3) % WORDS.length]);
  const start = 2_540_160_000_000 + n * 29_400_000;
  const position = { in: start, out: start + 705_600_000 };
  const kind = ['feeling', 'story', 'timing', 'mix'][n % 4];
  const text = words.join(' ');
  return { type: 'note', version, ...position, kind, weight: 'taste', text, lamport: 1, at: Date.now() };
}

function writeRoot(to, root) {
  encoding.writeVarUint(to, 1);
  encoding.writeVarString(to, root);
}

function bytesOf(write) {
  const to = encoding.createEncoder();
  write(to);
  return encoding.toUint8Array(to);
}
