import { Inject, Injectable } from '@nestjs/common';
import { cueSchema, Refusal, type CueSummary } from '@segue/protocol';
import { compareInFilmOrder } from '@segue/review-document';
import type { Database, Row } from '@segue/storage';
import { sql, type Kysely } from 'kysely';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { PictureChanges } from '../picture-changes/picture-changes.js';
import { askedTogether } from '../platform/asked-together.js';
import { DATABASE } from '../platform/tokens.js';
import { ReadModels } from '../projections/read-models.js';
import { staleness } from '../sign-offs/staleness.js';

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
    private readonly pictures: PictureChanges,
  ) {}

  /** The cues on the film's spotting sheet, in film order; with `only`, those of them that it names. */
  async ofFilm(actor: Actor, filmId: string, only?: readonly string[]): Promise<CueSummary[]> {
    await this.access.require(actor, filmId, 'read');
    return this.summaries(filmId, (query) => {
      const onSheet = query.where('cues.film_id', '=', filmId).where('cues.removed', '=', false);
      return only ? onSheet.where('cues.id', 'in', only) : onSheet;
    });
  }

  /** One cue, also when it was taken off the sheet: links to its notes and versions still lead somewhere. */
  async summary(actor: Actor, cueId: string): Promise<CueSummary> {
    const { film_id } = await this.find(cueId);
    await this.access.require(actor, film_id, 'read');
    const [cue] = await this.summaries(film_id, (query) => query.where('cues.id', '=', cueId));
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
    filmId: string,
    only: (query: ReturnType<typeof summaryQuery>) => ReturnType<typeof summaryQuery>,
  ): Promise<CueSummary[]> {
    const rows = await only(summaryQuery(this.db)).execute();
    const decisions = await this.decisions(
      filmId,
      rows.flatMap(({ newest_version }) => newest_version ?? []),
    );
    return rows
      .map((row) => {
        const decided = decisions.get(row.newest_version ?? '') ?? [];
        return cueSchema.parse({
          id: row.id,
          filmId: row.film_id,
          number: row.number,
          title: row.title,
          kind: row.kind,
          inFlicks: row.in_flicks,
          outFlicks: row.out_flicks,
          cutId: row.cut_id,
          sessionStartFlicks: row.session_start_flicks,
          versions: row.versions,
          newest:
            row.newest_version === null
              ? null
              : {
                  versionId: row.newest_version,
                  number: row.newest_number,
                  writtenToCutId: row.newest_cut,
                },
          openNotes: row.open_notes,
          mustNotes: row.must_notes,
          signOffs: Object.fromEntries(decided.map(({ sense, decision }) => [sense, decision])),
          staleSenses: decided.filter(({ stale }) => stale).map(({ sense }) => sense),
        });
      })
      .sort((a, b) => compareInFilmOrder({ ...a, in: a.inFlicks }, { ...b, in: b.inFlicks }));
  }

  /** The latest decision per sense, by version. */
  private async decisions(filmId: string, versionIds: readonly string[]): Promise<Map<string, Decided[]>> {
    const latest = new Map<string, Map<string, Row<'sign_offs'>>>();
    if (versionIds.length === 0) return new Map();
    const rows = await this.db
      .selectFrom('sign_offs')
      .selectAll()
      .where('version_id', 'in', versionIds)
      .orderBy('at')
      .execute();
    if (rows.length === 0) return new Map();
    for (const row of rows) {
      const ofVersion = latest.get(row.version_id) ?? new Map<string, Row<'sign_offs'>>();
      latest.set(row.version_id, ofVersion.set(row.sense, row));
    }
    const staleOf = await staleness(this.db, this.pictures, filmId);
    return new Map(
      [...latest].map(([versionId, senses]) => [
        versionId,
        [...senses.values()].map((row) => ({
          sense: row.sense,
          decision: row.decision,
          stale: staleOf(row) !== null,
        })),
      ]),
    );
  }
}

interface Decided {
  readonly sense: string;
  readonly decision: string;
  /** Whether a later cut has changed the picture under it. */
  readonly stale: boolean;
}

function summaryQuery(db: Kysely<Database>) {
  return db
    .selectFrom('cues')
    .leftJoinLateral(
      (cue) =>
        cue
          .selectFrom('versions')
          .select(['versions.id', 'versions.number', 'versions.written_to_cut_id'])
          .whereRef('versions.cue_id', '=', 'cues.id')
          .where('versions.removed_at', 'is', null)
          .where('versions.kind', '!=', 'temp')
          .orderBy('versions.number', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .select([
      'newest.id as newest_version',
      'newest.number as newest_number',
      'newest.written_to_cut_id as newest_cut',
    ])
    .select((cue) => [
      ...COLUMNS,
      cue
        .selectFrom('versions')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('versions.cue_id', '=', 'cues.id')
        .where('versions.removed_at', 'is', null)
        .as('versions'),
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
  'cues.cut_id',
  'cues.session_start_flicks',
] as const;
