import { ACT_ABILITIES, may, type Standing } from '@segue/access-policy';
import { entryIdSchema, entrySchema, type Entry } from './entries.js';

/** A refused entry: a code from the table of refusals, and the reason in words. */
export interface Verdict {
  readonly code: 'update.schema' | 'update.role';
  readonly detail: string;
}

const ACT_OF = {
  note: 'note',
  reply: 'reply',
  edit: 'edit',
  'edit-reply': 'edit',
  withdraw: 'withdraw',
  resolve: 'resolve',
  reopen: 'reopen',
} as const satisfies Record<Entry['type'], keyof typeof ACT_ABILITIES>;

/**
 * Judges entries of one notes document as they appear: their form, whether their author's role allows the act now,
 * and that edits and withdrawals touch only the author's own. It remembers what was admitted; feed it everything that
 * the document holds before asking it about anything new.
 */
export class NotesJudge {
  private lamport = 0;
  private readonly authors = new Map<string, string>();

  /** Why this entry cannot be admitted; null when it can. `ahead` are the author's entries of the same update before it. */
  check(
    author: string,
    standing: Standing,
    id: string,
    value: unknown,
    ahead: readonly { readonly id: string; readonly value: unknown }[] = [],
  ): Verdict | null {
    if (!entryIdSchema.safeParse(id).success)
      return { code: 'update.schema', detail: 'an entry id is 14 letters and digits' };
    const read = entrySchema.safeParse(value);
    if (!read.success) {
      const issue = read.error.issues[0];
      return {
        code: 'update.schema',
        detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not an entry'}`,
      };
    }
    const entry = read.data;
    if (this.authors.has(id)) return { code: 'update.schema', detail: 'this entry id is taken' };
    if (!may(standing, ACT_ABILITIES[ACT_OF[entry.type]])) {
      return { code: 'update.role', detail: `your role does not allow you to ${ACT_OF[entry.type]} here` };
    }
    // A number far ahead would win against everything that comes later, for ever.
    if (entry.lamport > this.lamport + ahead.length + 1) {
      return { code: 'update.schema', detail: 'the Lamport number runs ahead of the document' };
    }
    const touched =
      entry.type === 'edit'
        ? entry.note
        : entry.type === 'edit-reply'
          ? entry.reply
          : entry.type === 'withdraw'
            ? entry.of
            : null;
    if (
      touched !== null &&
      this.authors.get(touched) !== author &&
      !ahead.some((earlier) => earlier.id === touched)
    ) {
      return { code: 'update.role', detail: 'only the author can change or withdraw this' };
    }
    return null;
  }

  /** Takes an entry that the document holds into account. */
  admit(author: string, id: string, value: unknown): void {
    const read = entrySchema.safeParse(value);
    if (!read.success) return;
    if (!this.authors.has(id)) this.authors.set(id, author);
    this.lamport = Math.max(this.lamport, read.data.lamport);
  }
}
