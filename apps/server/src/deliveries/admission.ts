import { Inject, Injectable } from '@nestjs/common';
import type { Ability } from '@segue/access-policy';
import { because, Refusal, type DeliveryPurpose, type DeliveryRequest } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import type { Kysely } from 'kysely';
import { CuesService } from '../cues/cues.service.js';
import { findCutOfFilm } from '../cuts/cut-of-film.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { DATABASE } from '../platform/tokens.js';
import { alreadyBed } from './add-bed.js';
import { alreadyStem } from './add-stem.js';
import { alreadyVersion } from './add-version.js';

/** What one needs to be allowed to deliver. */
export const DELIVERING: Readonly<Record<DeliveryPurpose, Ability>> = {
  version: 'upload versions',
  stem: 'upload versions',
  bed: 'upload cuts',
  movie: 'upload cuts',
};

/** Where a file that is announced belongs. */
export interface Destination {
  readonly filmId: string;
  readonly cueId: string | null;
  readonly cutId: string | null;
  readonly versionId: string | null;
  /** What is kept of the announcement until the file is read. */
  readonly request: Readonly<Record<string, unknown>>;
}

type Announced<P extends DeliveryPurpose> = DeliveryRequest & { readonly purpose: P };

const NOWHERE = { cueId: null, cutId: null, versionId: null } as const;

/** Says where an announced file belongs, or why it is not taken. */
@Injectable()
export class Admission {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly cues: CuesService,
  ) {}

  /** @throws Refusal `not-found`, `access.denied`, `delivery.duplicate` */
  admit(actor: Actor, announced: DeliveryRequest): Promise<Destination> {
    switch (announced.purpose) {
      case 'version':
        return this.admitVersion(actor, announced);
      case 'stem':
        return this.admitStem(actor, announced);
      case 'bed':
        return this.admitBed(actor, announced);
      case 'movie':
        return this.admitMovie(actor, announced);
    }
  }

  private async admitVersion(actor: Actor, announced: Announced<'version'>): Promise<Destination> {
    const { cueId, kind, writtenToCutId, sha256 } = announced;
    const cue = await this.cues.find(cueId);
    await this.access.require(actor, cue.film_id, DELIVERING.version);
    if (cue.removed) throw new Refusal('not-found', because('cue-removed'));
    if (writtenToCutId !== null) await findCutOfFilm(this.db, cue.film_id, writtenToCutId);
    const same = await this.db
      .selectFrom('versions')
      .select(['id', 'number'])
      .where('cue_id', '=', cue.id)
      .where('sha256', '=', sha256)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (same) {
      throw new Refusal('delivery.duplicate', alreadyVersion(same.number, cue.number), {
        versionId: same.id,
      });
    }
    return { ...NOWHERE, filmId: cue.film_id, cueId, request: { kind, writtenToCutId } };
  }

  private async admitStem(actor: Actor, announced: Announced<'stem'>): Promise<Destination> {
    const { versionId, kind, name, sha256 } = announced;
    const version = await this.db
      .selectFrom('versions')
      .select(['film_id', 'cue_id', 'number'])
      .where('id', '=', versionId)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (!version) throw new Refusal('not-found');
    await this.access.require(actor, version.film_id, DELIVERING.stem);
    const same = await this.db
      .selectFrom('stems')
      .select(['id', 'name'])
      .where('version_id', '=', versionId)
      .where('sha256', '=', sha256)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (same) {
      throw new Refusal('delivery.duplicate', alreadyStem(same.name, version.number), {
        stemId: same.id,
      });
    }
    const { film_id: filmId, cue_id: cueId } = version;
    return { ...NOWHERE, filmId, cueId, versionId, request: { kind, name } };
  }

  private async admitBed(actor: Actor, announced: Announced<'bed'>): Promise<Destination> {
    const { cutId, kind, reel, sha256 } = announced;
    const cut = await this.admittingCut(actor, cutId);
    const same = await this.db
      .selectFrom('beds')
      .select('id')
      .where('cut_id', '=', cutId)
      .where('sha256', '=', sha256)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (same) throw new Refusal('delivery.duplicate', alreadyBed(cut.name), { bedId: same.id });
    return { ...NOWHERE, filmId: cut.film_id, cutId, request: { kind, reel: reel ?? null } };
  }

  private async admitMovie(actor: Actor, { cutId, sha256 }: Announced<'movie'>): Promise<Destination> {
    const cut = await this.admittingCut(actor, cutId);
    if (cut.movie_sha256 === sha256) {
      throw new Refusal('delivery.duplicate', because('already-movie', { cut: cut.name }));
    }
    return { ...NOWHERE, filmId: cut.film_id, cutId, request: {} };
  }

  private async admittingCut(actor: Actor, cutId: string): Promise<Row<'cuts'>> {
    const cut = await this.db.selectFrom('cuts').selectAll().where('id', '=', cutId).executeTakeFirst();
    if (!cut) throw new Refusal('not-found');
    await this.access.require(actor, cut.film_id, DELIVERING.movie);
    return cut;
  }
}
