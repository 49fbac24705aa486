import { ACT_ABILITIES, may, type Standing } from '@segue/access-policy';
import type { Attachment } from './attachments.js';
import { entryIdSchema, entrySchema, type Entry } from './entries.js';

/** A refused entry: a code from the table of refusals, and the reason in words. */
export interface Verdict {
  readonly code: 'update.schema' | 'update.role';
  readonly detail: string;
}

/** Who writes: what they may do here, and which files they have brought to this cue. */
export interface Writer extends Standing {
  /** Whether the person has brought just this file to the cue; left out where no files can be brought. */
  readonly hasBrought?: (attachment: Attachment) => boolean;
}

const ACT_OF = {
  note: 'note',
  reply: 'reply',
  edit: 'edit',
  'edit-reply': 'edit',
  withdraw: 'withdraw',
  restore: 'withdraw',
  resolve: 'resolve',
  reopen: 'reopen',
  'read-as': 'paraphrase',
  agree: 'agree',
  react: 'react',
  unreact: 'react',
  finish: 'finish',
  unfinish: 'finish',
} as const satisfies Record<Entry['type'], keyof typeof ACT_ABILITIES>;

/**
 * Judges entries of one notes document as they appear: their form, whether their author's role allows the act now,
 * and that each touches only what is its author's own to touch. It remembers what was admitted; feed it everything that
 * the document holds before asking it about anything new.
 */
export class NotesJudge {
  private lamport = 0;
  private readonly authors = new Map<string, string>();
  /** Which note each reading reads. */
  private readonly readings = new Map<string, string>();

  /** Why the entries of one update cannot be admitted, all together; null when they can. */
  check(
    author: string,
    writer: Writer,
    entries: readonly { readonly id: string; readonly value: unknown }[],
  ): Verdict | null {
    const read: { id: string; entry: Entry }[] = [];
    for (const { id, value } of entries) {
      const entry = readEntry(id, value);
      if ('code' in entry) return entry;
      read.push({ id, entry });
    }
    // Pages of one person may have written after each other, whatever their client ids are.
    read.sort((a, b) => a.entry.lamport - b.entry.lamport);
    const ahead = new Set<string>();
    let { lamport } = this;
    for (const { id, entry } of read) {
      const verdict = this.checkOne(author, writer, id, entry, { lamport, ahead });
      if (verdict) return verdict;
      ahead.add(id);
      // A number that was used is one that others may follow, not one more for each entry that uses it.
      lamport = Math.max(lamport, entry.lamport);
    }
    return null;
  }

  private checkOne(
    author: string,
    writer: Writer,
    id: string,
    entry: Entry,
    before: { readonly lamport: number; readonly ahead: ReadonlySet<string> },
  ): Verdict | null {
    if (this.authors.has(id)) return { code: 'update.schema', detail: 'this entry id is taken' };
    if (!may(writer, ACT_ABILITIES[ACT_OF[entry.type]])) {
      return { code: 'update.role', detail: `your role does not allow you to ${ACT_OF[entry.type]} here` };
    }
    // A number far ahead would win against everything that comes later, for ever.
    if (entry.lamport > before.lamport + 1) {
      return { code: 'update.schema', detail: 'the Lamport number runs ahead of the document' };
    }
    const touched = this.touchedBy(entry);
    if (touched !== null && this.authors.get(touched) !== author && !before.ahead.has(touched)) {
      return { code: 'update.role', detail: 'only the author can change, withdraw or confirm this' };
    }
    if (broughtFiles(entry).some((attachment) => writer.hasBrought?.(attachment) !== true)) {
      return { code: 'update.role', detail: 'a file on it is not one that you have brought to this cue' };
    }
    return null;
  }

  /** Takes an entry that the document holds into account. It was judged when it came. */
  admit(author: string, id: string, value: unknown): void {
    if (!this.authors.has(id)) this.authors.set(id, author);
    if (typeof value !== 'object' || value === null) return;
    if ('lamport' in value && typeof value.lamport === 'number')
      this.lamport = Math.max(this.lamport, value.lamport);
    if ('type' in value && value.type === 'read-as' && 'note' in value && typeof value.note === 'string')
      this.readings.set(id, value.note);
  }

  /** What an entry changes, which has to be its author's own; of a reading it is the note that was read. */
  private touchedBy(entry: Entry): string | null {
    switch (entry.type) {
      case 'edit':
        return entry.note;
      case 'edit-reply':
        return entry.reply;
      case 'withdraw':
      case 'restore':
        return entry.of;
      case 'agree':
        return this.readings.get(entry.of) ?? entry.of;
      default:
        return null;
    }
  }
}

function broughtFiles(entry: Entry): readonly Attachment[] {
  return (entry.type === 'note' || entry.type === 'reply' ? entry.attachments : undefined) ?? [];
}

/** The entry in a value, or what is wrong with its form. */
function readEntry(id: string, value: unknown): Entry | Verdict {
  if (!entryIdSchema.safeParse(id).success)
    return { code: 'update.schema', detail: 'an entry id is 14 letters and digits' };
  const read = entrySchema.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  return {
    code: 'update.schema',
    detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not an entry'}`,
  };
}
