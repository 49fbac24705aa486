import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { foreignClientId, MALFORMED, type Content, type Draft, type Verdict } from './content.js';
import {
  entriesOfRun,
  joined,
  NotAnEntry,
  readEntryUpdate,
  readRuns,
  withoutFirst,
  writeEntry,
  writeRuns,
  type Deletion,
  type EntryItem,
  type EntryUpdate,
  type Run,
} from './entry-update.js';
import type { DocumentRules, Entry, Judge, LoggedUpdate, Refused, StoredDocument, Writer } from './ports.js';
import { updatesIn } from './stored-document.js';

/** Most entries of one person in a document: each has room of their own, so that nobody can take that of the others. */
const MAX_ENTRIES = 20_000;
/** Most Yjs client ids of one person in a document: a browser tab that writes takes one. */
const MAX_CLIENT_IDS = 2000;

/** All that one client id has written: entry after entry, as bytes. */
interface Voice {
  readonly personId: string;
  /** Entries in `bytes`. */
  clock: number;
  readonly bytes: Uint8Array[];
}

/** What a client id adds with the next commit. */
interface Addition {
  readonly personId: string;
  /** Where the client id will have come to. */
  clock: number;
  readonly entries: encoding.Encoder;
}

/** What only writing needs, made when somebody writes. */
interface Desk<Standing> {
  readonly judge: Judge<Standing>;
  /** The key of every entry, the draft's included. */
  readonly taken: Set<string>;
  /** How many of them each person has written. */
  readonly written: Map<string, number>;
}

/**
 * A document made of parts: everyone writes in their own hand. An update is not integrated but read, by a grammar that
 * has one form only (`entry-update.ts`): a plain value under a new key of the author's own root, with the next clock of
 * a client id that is the author's own. What was read is written anew, and that is what is logged and shown. There is no
 * `Y.Doc` here, and nothing an update could imply. SPEC.md numbers the rules.
 */
export class PartsContent<Standing> implements Content<Standing> {
  private readonly voices = new Map<number, Voice>();
  private readonly drafted = new Map<number, Addition>();
  /** Made while there is no draft, let go of only when there is none. */
  private desk: Desk<Standing> | null = null;
  private everything: Uint8Array | null = null;
  size = 0;

  /** @param speaker who was heard under a client id that the document does not know; undefined when nobody was */
  constructor(
    private readonly rules: Extract<DocumentRules<Standing>, { kind: 'parts' }>,
    private readonly speaker: (clientId: number) => string | undefined,
  ) {}

  load(stored: StoredDocument): void {
    this.own(stored.writers);
    for (const bytes of updatesIn(stored)) this.take(readRuns(bytes));
    for (const voice of this.voices.values()) gathered(voice);
  }

  absorb(updates: readonly LoggedUpdate[]): void {
    for (const { bytes, writers } of updates) {
      this.own(writers);
      for (const { clientId, bytes: fresh } of this.take(readRuns(bytes)))
        if (this.desk) layOut(this.desk, this.voices.get(clientId)?.personId ?? '', fresh);
    }
  }

  stateVector(): Uint8Array {
    return Y.encodeStateVector(new Map([...this.voices].map(([clientId, { clock }]) => [clientId, clock])));
  }

  missingFrom(stateVector: Uint8Array): [Uint8Array] {
    const known = Y.decodeStateVector(stateVector);
    if (known.size === 0) return [this.whole()];
    const runs: Run[] = [];
    for (const [clientId, voice] of this.voices) {
      const clock = Math.min(known.get(clientId) ?? 0, voice.clock);
      if (clock === voice.clock) continue;
      const bytes = clock === 0 ? voice.bytes : [withoutFirst(gathered(voice), clock)];
      runs.push({ clientId, clock, count: voice.clock - clock, bytes });
    }
    return [writeRuns(runs)];
  }

  whole(): Uint8Array {
    if (this.everything) return this.everything;
    const runs: Run[] = [];
    for (const [clientId, { clock, bytes }] of this.voices)
      if (clock > 0) runs.push({ clientId, clock: 0, count: clock, bytes });
    return (this.everything = writeRuns(runs));
  }

  admit(author: string, standing: Standing, bytes: Uint8Array): Verdict {
    let update: EntryUpdate;
    try {
      update = readEntryUpdate(bytes, (clientId) => this.clockOf(clientId));
    } catch (error) {
      return error instanceof NotAnEntry ? this.otherThanEntries(error, author) : MALFORMED;
    }
    const problem = this.problemWith(author, update);
    if (problem) return problem;
    if (update.items.length === 0) return { type: 'nothing' };
    const desk = (this.desk ??= this.openDesk());
    const refused = checkEntries(desk, this.rules.partRoot(author), author, standing, update.items);
    if (refused) return { type: 'refused', ...refused };
    for (const item of update.items) this.draftEntry(desk, author, item);
    return { type: 'admitted' };
  }

  draft(): Draft | null {
    if (this.drafted.size === 0) return null;
    const runs: Run[] = [];
    const writers = [];
    const newcomers = [];
    for (const [clientId, { personId, clock, entries }] of this.drafted) {
      const before = this.voices.get(clientId);
      const from = before?.clock ?? 0;
      runs.push({ clientId, clock: from, count: clock - from, bytes: [encoding.toUint8Array(entries)] });
      writers.push({ clientId, personId });
      if (!before) newcomers.push({ clientId, personId });
    }
    return { bytes: writeRuns(runs), writers, newcomers };
  }

  commit({ bytes, newcomers }: Draft): void {
    this.drafted.clear();
    this.own(newcomers);
    this.take(readRuns(bytes));
  }

  rollback(): void {
    this.drafted.clear();
    this.desk = null;
  }

  private own(writers: readonly Writer[]): void {
    for (const { clientId, personId } of writers)
      if (!this.voices.has(clientId)) this.voices.set(clientId, { personId, clock: 0, bytes: [] });
  }

  /** Keeps what is new in the runs, and returns that. */
  private take(runs: readonly Run[]): { clientId: number; bytes: Uint8Array }[] {
    const taken: { clientId: number; bytes: Uint8Array }[] = [];
    for (const { clientId, clock, count, bytes } of runs) {
      const voice = this.voices.get(clientId);
      if (!voice) throw new Error(`nobody owns client id ${String(clientId)}`);
      const fresh = clock + count - voice.clock;
      if (fresh <= 0) continue;
      if (fresh > count) throw new Error(`the log misses entries of client id ${String(clientId)}`);
      for (const run of bytes) {
        const news = fresh < count ? withoutFirst(run, count - fresh) : run;
        voice.bytes.push(news);
        taken.push({ clientId, bytes: news });
        this.size += news.length;
      }
      voice.clock += fresh;
    }
    this.everything = null;
    return taken;
  }

  private clockOf(clientId: number): number {
    return (this.drafted.get(clientId) ?? this.voices.get(clientId))?.clock ?? 0;
  }

  private ownerOf(clientId: number): string | undefined {
    return (this.drafted.get(clientId) ?? this.voices.get(clientId))?.personId ?? this.speaker(clientId);
  }

  private clientIdsOf(author: string): number {
    let clientIds = 0;
    for (const { personId } of this.voices.values()) if (personId === author) clientIds++;
    for (const [clientId, { personId }] of this.drafted)
      if (personId === author && !this.voices.has(clientId)) clientIds++;
    return clientIds;
  }

  /** Whose client ids, which clocks, which deletions: everything but the entries themselves. */
  private problemWith(author: string, { items, known, deletions }: EntryUpdate): Verdict | null {
    // What everybody knows may be repeated. Under the author's own root it would be words of theirs that fall away.
    const ownRoot = this.rules.partRoot(author);
    for (const { clientId, root } of known)
      if (root === ownRoot && this.ownerOf(clientId) !== author) return foreignClientId(clientId);
    const next = new Map<number, number>();
    for (const { clientId, clock } of items) {
      if ((this.ownerOf(clientId) ?? author) !== author) return foreignClientId(clientId);
      const expected = next.get(clientId) ?? this.clockOf(clientId);
      // Two runs of one client id in an update that do not follow each other are nothing that Yjs writes.
      if (clock !== expected) return next.has(clientId) ? MALFORMED : { type: 'gap' };
      next.set(clientId, clock + 1);
    }
    const newcomers = [...next.keys()].filter((clientId) => this.clockOf(clientId) === 0).length;
    if (newcomers > 0 && this.clientIdsOf(author) + newcomers > MAX_CLIENT_IDS) return TOO_MANY_CLIENT_IDS;
    const end = (clientId: number): number => next.get(clientId) ?? this.clockOf(clientId);
    const deletesOwn = ({ clientId, clock, length }: Deletion): boolean =>
      length > 0 &&
      clock < end(clientId) &&
      (next.has(clientId) ? author : this.ownerOf(clientId)) === author;
    // Deletions of what others wrote have nothing to hold on to: they fall away.
    return deletions.some(deletesOwn)
      ? { type: 'refused', code: 'update.not-grow-only', detail: 'an entry was deleted or overwritten' }
      : null;
  }

  private otherThanEntries({ refused, buildsOn }: NotAnEntry, author: string): Verdict {
    const owner = buildsOn === null ? undefined : this.ownerOf(buildsOn);
    if (owner === undefined || owner === author) return { type: 'refused', ...refused };
    return {
      type: 'refused',
      code: 'update.foreign-root',
      detail: 'it builds on what another person wrote',
    };
  }

  private draftEntry(desk: Desk<Standing>, author: string, { clientId, root, key, value }: EntryItem): void {
    let addition = this.drafted.get(clientId);
    if (!addition) {
      addition = { personId: author, clock: this.clockOf(clientId), entries: encoding.createEncoder() };
      this.drafted.set(clientId, addition);
    }
    writeEntry(addition.entries, root, key, value);
    addition.clock++;
    admitTo(desk, author, key, value);
  }

  private openDesk(): Desk<Standing> {
    const desk: Desk<Standing> = { judge: this.rules.judge(), taken: new Set(), written: new Map() };
    for (const { personId, bytes } of this.voices.values())
      for (const run of bytes) layOut(desk, personId, run);
    return desk;
  }
}

function layOut<Standing>(desk: Desk<Standing>, author: string, run: Uint8Array): void {
  for (const { key, value } of entriesOfRun(run)) admitTo(desk, author, key, value);
}

function admitTo<Standing>(
  { judge, taken, written }: Desk<Standing>,
  author: string,
  key: string,
  value: unknown,
): void {
  taken.add(key);
  written.set(author, (written.get(author) ?? 0) + 1);
  judge.admit(author, key, value);
}

function checkEntries<Standing>(
  { judge, taken, written }: Desk<Standing>,
  ownRoot: string,
  author: string,
  standing: Standing,
  items: readonly EntryItem[],
): Refused | null {
  if ((written.get(author) ?? 0) + items.length > MAX_ENTRIES)
    return {
      code: 'update.too-many',
      detail: `one person can write at most ${String(MAX_ENTRIES)} entries here`,
    };
  const entries: Entry[] = [];
  const keys = new Set<string>();
  for (const { root, key, value } of items) {
    if (root !== ownRoot) return { code: 'update.foreign-root', detail: `"${root}" is not your part` };
    if (taken.has(key) || keys.has(key))
      return { code: 'update.not-grow-only', detail: 'an entry was overwritten' };
    keys.add(key);
    entries.push({ id: key, value });
  }
  return judge.check(author, standing, entries);
}

const TOO_MANY_CLIENT_IDS: Verdict = {
  type: 'refused',
  code: 'update.too-many',
  detail: `one person can write under at most ${String(MAX_CLIENT_IDS)} client ids here`,
};

/** The voice's bytes in one piece, which they are from then on. */
function gathered(voice: Voice): Uint8Array {
  const whole = joined(voice.bytes);
  voice.bytes.splice(0, voice.bytes.length, whole);
  return whole;
}
