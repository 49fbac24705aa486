import { Inject, Injectable } from '@nestjs/common';
import { maySign, type Role, type Standing } from '@segue/access-policy';
import {
  because,
  documentName,
  newId,
  Refusal,
  signOffSchema,
  type signOffBody,
  type SignOff,
  type Statement,
} from '@segue/protocol';
import { holdDocument, type Database, type Row } from '@segue/storage';
import type { Kysely, Transaction } from 'kysely';
import type { z } from 'zod';
import { AuditLog } from '../audit/audit-log.js';
import { ChangeFeed } from '../live/change-feed.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { PictureChanges } from '../picture-changes/picture-changes.js';
import { DATABASE } from '../platform/tokens.js';
import { staleness, type Staleness } from './staleness.js';
import { buildStatement, whatChanged } from './statement.js';

type SignOffOrder = z.infer<typeof signOffBody>;

/** Recorded decisions. A later one adds, none is ever changed or removed. */
@Injectable()
export class SignOffsService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly audit: AuditLog,
    private readonly changes: ChangeFeed,
    private readonly pictures: PictureChanges,
  ) {}

  /** What would be signed now. */
  async statement(actor: Actor, versionId: string, cutId: string | undefined): Promise<Statement> {
    await this.requireReadable(actor, versionId);
    return buildStatement(this.db, this.pictures, versionId, cutId);
  }

  async ofVersion(actor: Actor, versionId: string): Promise<SignOff[]> {
    const { filmId } = await this.requireReadable(actor, versionId);
    const rows = await this.inOrder().where('version_id', '=', versionId).execute();
    const staleOf = await staleness(this.db, this.pictures, filmId);
    return rows.map((row) => show(row, staleOf));
  }

  async ofFilm(actor: Actor, filmId: string): Promise<SignOff[]> {
    await this.access.require(actor, filmId, 'read');
    const rows = await this.inOrder().where('film_id', '=', filmId).execute();
    const staleOf = await staleness(this.db, this.pictures, filmId);
    return rows.map((row) => show(row, staleOf));
  }

  /** Records the person's decision, if what they were shown still holds. */
  async sign(actor: Actor, versionId: string, order: SignOffOrder): Promise<SignOff> {
    const { filmId, cueId, standing } = await this.requireReadable(actor, versionId);
    const { role } = standing;
    if (role === null || !maySign(standing, order.sense)) {
      throw new Refusal('access.denied', because('other-sense'));
    }
    const signOff = await this.db.transaction().execute(async (trx) => {
      await holdStill(trx, versionId, cueId);
      const now = await buildStatement(trx, this.pictures, versionId, order.statement.cutId ?? undefined);
      if (now.versionKind === 'temp') throw new Refusal('sign-off.temp');
      const changed = whatChanged(order.statement, now);
      if (changed !== null) throw new Refusal('sign-off.changed', changed);
      if (order.decision !== 'declined' && now.mustNotes > 0 && order.reason === '') {
        throw new Refusal('sign-off.must-notes');
      }
      const recorded = await record(trx, actor, role, order, now);
      const { sense, decision } = order;
      const subject = { signOffId: recorded.id, versionId, cueId, sense, decision, sha256: now.sha256 };
      await this.audit.append(trx, actor, 'sign-off.recorded', filmId, subject);
      return recorded;
    });
    this.changes.tell({ kind: 'sign-off', id: versionId, filmId });
    this.changes.tell({ kind: 'cue', id: cueId, filmId });
    return show(signOff, await staleness(this.db, this.pictures, filmId));
  }

  private async requireReadable(
    actor: Actor,
    versionId: string,
  ): Promise<{ filmId: string; cueId: string; standing: Standing }> {
    const version = await this.db
      .selectFrom('versions')
      .select(['film_id', 'cue_id'])
      .where('id', '=', versionId)
      .executeTakeFirst();
    if (!version) throw new Refusal('not-found');
    const { film_id: filmId, cue_id: cueId } = version;
    return { filmId, cueId, standing: await this.access.require(actor, filmId, 'read') };
  }

  private inOrder() {
    return this.db.selectFrom('sign_offs').selectAll().orderBy('at').orderBy('id');
  }
}

/** Until the commit nobody changes the version and nobody's note is committed: what is signed is what is true. */
async function holdStill(trx: Transaction<Database>, versionId: string, cueId: string): Promise<void> {
  await trx.selectFrom('versions').select('id').where('id', '=', versionId).forUpdate().execute();
  await holdDocument(trx, documentName({ kind: 'notes', cueId }));
}

function record(
  trx: Transaction<Database>,
  actor: Actor,
  role: Role,
  { sense, decision, comment, reason }: SignOffOrder,
  statement: Statement,
): Promise<Row<'sign_offs'>> {
  return trx
    .insertInto('sign_offs')
    .values({
      id: newId(),
      film_id: statement.filmId,
      cue_id: statement.cueId,
      version_id: statement.versionId,
      cut_id: statement.cutId,
      person_id: actor.personId,
      person_name: actor.name,
      role,
      sense,
      decision,
      comment,
      reason,
      statement: JSON.stringify(statement),
      signed_in_by: actor.signedInBy,
      at: new Date(),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

function show(row: Row<'sign_offs'>, staleOf: Staleness): SignOff {
  return signOffSchema.parse({
    id: row.id,
    person: { id: row.person_id, name: row.person_name },
    role: row.role,
    sense: row.sense,
    decision: row.decision,
    comment: row.comment,
    reason: row.reason,
    statement: row.statement,
    signedInBy: row.signed_in_by,
    at: row.at.toISOString(),
    stale: staleOf(row),
  });
}
