import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { documentName, type Changed } from '@segue/protocol';
import type { Database } from '@segue/storage';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { Subscription } from 'rxjs';
import { ChangeFeed } from '../live/change-feed.js';
import { PictureChanges } from '../picture-changes/picture-changes.js';
import type { Config } from '../platform/config.js';
import { CONFIG, DATABASE, LOGGER } from '../platform/tokens.js';
import { eventsOfAct } from './events-of-acts.js';
import { changeTold, eventsOfNotes } from './events-of-notes.js';
import { eventsOfRounds, type WhereClosed } from './events-of-rounds.js';
import type { News } from './film-event.js';
import { tell, type Reached } from './tell.js';

/** What another node wrote and did not live to tell is found this often. */
const LOOK_EVERY_MS = 60_000;
/** Acts or updates that are told in one transaction. */
const STEP = 500;
/** What is followed: acts of authority, the notes of a cue, and rounds, which close where nobody writes that they do. */
type Source =
  | { readonly kind: 'acts' }
  | { readonly kind: 'notes'; readonly document: string }
  | { readonly kind: 'rounds'; readonly where: WhereClosed };
const AUDIT = 'audit';

/**
 * Tells people what happened, by following what is written anyway: the log of the notes, as far as their rows know it, and the
 * record of acts of authority. How far it has come is kept with what it told, in one transaction: whoever is killed, and however
 * many nodes follow, everything is told once.
 */
@Injectable()
export class EventFollower implements OnApplicationBootstrap, OnModuleDestroy {
  /** By what makes two of them the same. */
  private readonly waiting = new Map<string, Source>();
  private running: Promise<void> | null = null;
  private ended = false;
  private timer: NodeJS.Timeout | undefined;
  private subscription: Subscription | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'mail'>,
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly changes: ChangeFeed,
    private readonly pictures: PictureChanges,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.subscription = this.changes.changes.subscribe((change) => {
      this.hear(change);
    });
    this.timer = setInterval(() => void this.lookAfter(), LOOK_EVERY_MS);
    void this.lookAfter();
  }

  async onModuleDestroy(): Promise<void> {
    this.ended = true;
    clearInterval(this.timer);
    this.subscription?.unsubscribe();
    await this.running;
  }

  /** Tells everything that was not told yet, whoever wrote it. */
  async catchUp(): Promise<void> {
    for (const source of await this.behind()) this.put(source);
    this.put({ kind: 'rounds', where: null });
    await this.run();
  }

  private hear({ kind, id, filmId }: Changed): void {
    switch (kind) {
      case 'cue':
        this.put({ kind: 'notes', document: documentName({ kind: 'notes', cueId: id }) });
        this.put({ kind: 'rounds', where: { cueId: id } });
        break;
      case 'version':
      case 'sign-off':
      case 'cut':
        this.put({ kind: 'acts' });
        break;
      case 'film':
      case 'people':
        // Who is asked for notes is up to these.
        this.put({ kind: 'rounds', where: { filmId } });
        break;
      default:
        return;
    }
    void this.run();
  }

  private put(source: Source): void {
    this.waiting.set(JSON.stringify(source), source);
  }

  private run(): Promise<void> {
    this.running ??= this.work().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async work(): Promise<void> {
    for (const [key, source] of this.waiting) {
      this.waiting.delete(key);
      if (this.ended) return;
      try {
        while (await this.follow(source));
      } catch (error) {
        // It is where it was, and is found again by `lookAfter`.
        this.logger.error({ err: error, source }, 'what happened could not be told');
      }
    }
  }

  private async lookAfter(): Promise<void> {
    try {
      await this.catchUp();
    } catch (error) {
      this.logger.error({ err: error }, 'what has to be told cannot be seen');
    }
  }

  /** Tells a portion of what was written. True when there may be more. */
  private async follow(source: Source): Promise<boolean> {
    const { reached, count } = await this.db.transaction().execute((trx) => this.tellOf(trx, source));
    this.ring(reached);
    return count === STEP;
  }

  private async tellOf(trx: Transaction<Database>, source: Source): Promise<Portion> {
    if (source.kind === 'rounds') {
      return { reached: await this.tell(trx, await eventsOfRounds(trx, source.where)), count: 0 };
    }
    const name = source.kind === 'acts' ? AUDIT : source.document;
    const from = await holdTold(trx, name);
    const { to, ...portion } = await (source.kind === 'acts'
      ? this.tellActs(trx, from)
      : this.tellNotes(trx, source.document, from));
    await trx.updateTable('told').set({ sequence: to }).where('source', '=', name).execute();
    return portion;
  }

  private async tellActs(trx: Transaction<Database>, from: number): Promise<WrittenPortion> {
    const acts = await trx
      .selectFrom('audit')
      .selectAll()
      .where('sequence', '>', from)
      .orderBy('sequence')
      .limit(STEP)
      .execute();
    const reached: Reached[] = [];
    // One after the other: what one tells, the next may take back.
    for (const act of acts)
      reached.push(...(await this.tell(trx, await eventsOfAct(trx, this.pictures, act))));
    return { reached, to: acts.at(-1)?.sequence ?? from, count: acts.length };
  }

  /** As far as their rows know it: where a note stands is read from there. */
  private async tellNotes(
    trx: Transaction<Database>,
    document: string,
    from: number,
  ): Promise<WrittenPortion> {
    const updates = await trx
      .selectFrom('document_updates')
      .innerJoin('projections', 'projections.document', 'document_updates.document')
      .select(['document_updates.sequence', 'bytes', 'committed_at as at'])
      .where('document_updates.document', '=', document)
      .where('document_updates.sequence', '>', from)
      .whereRef('document_updates.sequence', '<=', 'projections.sequence')
      .orderBy('document_updates.sequence')
      .limit(STEP)
      .execute();
    const reached = await this.tell(trx, await eventsOfNotes(trx, document, updates));
    reached.push(...(await this.tell(trx, await changeTold(trx, updates))));
    return { reached, to: updates.at(-1)?.sequence ?? from, count: updates.length };
  }

  private tell(trx: Transaction<Database>, news: readonly News[]): Promise<Reached[]> {
    return tell(trx, news, this.config.mail !== null);
  }

  private ring(reached: readonly Reached[]): void {
    const films = new Map(reached.map(({ personId, filmId }) => [personId, filmId]));
    for (const [personId, filmId] of films)
      this.changes.tellPerson(personId, { kind: 'notices', id: personId, filmId });
  }

  private async behind(): Promise<Source[]> {
    const { rows } = await sql<{ source: string }>`
      select document as source from projections left join told on source = document
      where document like 'cue/%' and projections.sequence > coalesce(told.sequence, 0)
      union all
      select ${AUDIT} where (select max(sequence) from audit)
        > coalesce((select sequence from told where source = ${AUDIT}), 0)
    `.execute(this.db);
    return rows.map(({ source }) =>
      source === AUDIT ? { kind: 'acts' } : { kind: 'notes', document: source },
    );
  }
}

/** Who was told, of how many updates or acts. */
interface Portion {
  readonly reached: readonly Reached[];
  readonly count: number;
}

/** With the last of them. */
interface WrittenPortion extends Portion {
  readonly to: number;
}

/** How far a source has been told; until the transaction ends nobody else tells of it. */
async function holdTold(trx: Transaction<Database>, source: string): Promise<number> {
  const { sequence } = await trx
    .insertInto('told')
    .values({ source, sequence: 0 })
    .onConflict((conflict) => conflict.column('source').doUpdateSet({ sequence: sql`told.sequence` }))
    .returning('sequence')
    .executeTakeFirstOrThrow();
  return sequence;
}
