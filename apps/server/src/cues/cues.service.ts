import { Inject, Injectable } from '@nestjs/common';
import { cueSchema, Refusal, type CueSummary } from '@segue/protocol';
import { compareInFilmOrder } from '@segue/review-document';
import type { Database, Row } from '@segue/storage';
import { sql, type Kysely } from 'kysely';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { askedTogether } from '../platform/asked-together.js';
import { DATABASE } from '../platform/tokens.js';
import { ReadModels } from '../projections/read-models.js';

/** The cues as the read model knows them. They are written on the spotting sheet, never here. */
@Injectable()
export class CuesService {
  private readonly row = askedTogether((cueIds: readonly string[]) => this.rows(cueIds));
  // Whoever has just written a cue on the sheet, perhaps on another node, may be faster than its projection.
  private readonly freshRow = askedTogether(async (cueIds: readonly string[]) => {
    await this.readModels.catchUpSheets();
    return this.rows(cueIds);
  });

  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly readModels: ReadModels,
  ) {}

  /** The cues on the film's spotting sheet, in film order. */
  async ofFilm(actor: Actor, filmId: string): Promise<CueSummary[]> {
    await this.access.require(actor, filmId, 'read');
    return this.summaries((query) =>
      query.where('cues.film_id', '=', filmId).where('cues.removed', '=', false),
    );
  }

  /** One cue, also when it was taken off the sheet: links to its notes and versions still lead somewhere. */
  async summary(actor: Actor, cueId: string): Promise<CueSummary> {
    const { film_id } = await this.find(cueId);
    await this.access.require(actor, film_id, 'read');
    const [cue] = await this.summaries((query) => query.where('cues.id', '=', cueId));
    if (!cue) throw new Refusal('not-found');
    return cue;
  }

  /**
   * The row of a cue. Says nothing about who may see it.
   *
   * @throws Refusal `not-found`
   */
  async find(cueId: string): Promise<Row<'cues'>> {
    const cue = await this.lookUp(cueId);
    if (!cue) throw new Refusal('not-found');
    return cue;
  }

  /** The row of a cue, if there is one. Says nothing about who may see it. */
  async lookUp(cueId: string): Promise<Row<'cues'> | undefined> {
    return (await this.row(cueId)) ?? this.freshRow(cueId);
  }

  private async rows(cueIds: readonly string[]): Promise<(Row<'cues'> | undefined)[]> {
    const rows = await this.db.selectFrom('cues').selectAll().where('id', 'in', cueIds).execute();
    const found = new Map(rows.map((row) => [row.id, row]));
    return cueIds.map((id) => found.get(id));
  }

  private async summaries(
    only: (query: ReturnType<typeof summaryQuery>) => ReturnType<typeof summaryQuery>,
  ): Promise<CueSummary[]> {
    const rows = await only(summaryQuery(this.db)).execute();
    const decisions = await this.decisions(rows.flatMap(({ newest_version }) => newest_version ?? []));
    return rows
      .map((row) =>
        cueSchema.parse({
          id: row.id,
          filmId: row.film_id,
          number: row.number,
          title: row.title,
          kind: row.kind,
          inFlicks: row.in_flicks,
          outFlicks: row.out_flicks,
          versions: row.versions,
          openNotes: row.open_notes,
          mustNotes: row.must_notes,
          signOffs: decisions.get(row.newest_version ?? '') ?? {},
        }),
      )
      .sort((a, b) => compareInFilmOrder({ ...a, in: a.inFlicks }, { ...b, in: b.inFlicks }));
  }

  /** The latest decision per sense, by version. */
  private async decisions(versionIds: readonly string[]): Promise<Map<string, Record<string, string>>> {
    const decisions = new Map<string, Record<string, string>>();
    if (versionIds.length === 0) return decisions;
    const rows = await this.db
      .selectFrom('sign_offs')
      .select(['version_id', 'sense', 'decision'])
      .where('version_id', 'in', versionIds)
      .orderBy('at')
      .execute();
    for (const { version_id, sense, decision } of rows) {
      decisions.set(version_id, { ...decisions.get(version_id), [sense]: decision });
    }
    return decisions;
  }
}

function summaryQuery(db: Kysely<Database>) {
  return db.selectFrom('cues').select((cue) => [
    ...COLUMNS,
    cue
      .selectFrom('versions')
      .select(sql<number>`count(*)::int`.as('count'))
      .whereRef('versions.cue_id', '=', 'cues.id')
      .where('versions.removed_at', 'is', null)
      .as('versions'),
    cue
      .selectFrom('versions')
      .select('versions.id')
      .whereRef('versions.cue_id', '=', 'cues.id')
      .where('versions.removed_at', 'is', null)
      .where('versions.kind', '!=', 'temp')
      .orderBy('versions.number', 'desc')
      .limit(1)
      .as('newest_version'),
    cue
      .selectFrom('notes')
      .select(sql<number>`count(*)::int`.as('count'))
      .whereRef('notes.cue_id', '=', 'cues.id')
      .where('notes.state', '=', 'open')
      .as('open_notes'),
    cue
      .selectFrom('notes')
      .select(sql<number>`count(*)::int`.as('count'))
      .whereRef('notes.cue_id', '=', 'cues.id')
      .where('notes.state', '=', 'open')
      .where('notes.weight', '=', 'must')
      .as('must_notes'),
  ]);
}

const COLUMNS = [
  'cues.id',
  'cues.film_id',
  'cues.number',
  'cues.title',
  'cues.kind',
  'cues.in_flicks',
  'cues.out_flicks',
] as const;
