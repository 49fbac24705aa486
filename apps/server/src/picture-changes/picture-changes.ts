import { Injectable } from '@nestjs/common';
import {
  carryIntoCut,
  compose,
  invert,
  type CarriedPlace,
  type PictureChange,
  type Place,
  type Shot,
} from '@segue/conform';
import type { Database } from '@segue/storage';
import type { FrameRateName } from '@segue/timecode';
import type { Kysely } from 'kysely';
import { compareOffTheLoop } from './off-the-loop.js';
import type { TwoLists } from './picture-work.js';

/** Changes that are remembered: a film has some twenty cuts, and most people look at the newest. */
const MOST_KNOWN = 60;

/** What is known of how a film's cuts are made, the oldest first. */
interface KnownCut {
  readonly id: string;
  readonly ordinal: number;
  /** Its edit list; null when nobody has added one. */
  readonly list: { readonly sha256: string; readonly fromCutId: string | null } | null;
}

/** Carries a place from the picture of one cut (null: the film's first) into that of another. */
export type Carry = (from: string | null, place: Place) => CarriedPlace;

/**
 * How the picture differs between the cuts of a film, worked out from their edit lists whenever it is asked for: the lists
 * are the facts, everything else follows. Takes the connection it is to read with, so that it can be asked inside of a
 * transaction.
 */
@Injectable()
export class PictureChanges {
  private readonly known = new Map<string, Promise<PictureChange>>();

  /**
   * The other cuts whose edit lists say how they differ from this one, the oldest first; with what leads from them into
   * it for those that are asked for.
   */
  async into(
    db: Kysely<Database>,
    filmId: string,
    cutId: string,
    asked: ReadonlySet<string>,
  ): Promise<Map<string, PictureChange | undefined>> {
    const cuts = await knownCuts(db, filmId);
    const changes = new Map<string, PictureChange | undefined>();
    for (const { id } of cuts) {
      const path = id === cutId ? null : pathBetween(cuts, id, cutId);
      if (path) changes.set(id, asked.has(id) ? await this.along(db, path) : undefined);
    }
    return changes;
  }

  /** How the picture changed from one cut to another; null when no edit lists say it. */
  async between(
    db: Kysely<Database>,
    filmId: string,
    fromId: string,
    toId: string,
  ): Promise<PictureChange | null> {
    const path = pathBetween(await knownCuts(db, filmId), fromId, toId);
    return path && ((await this.along(db, path)) ?? null);
  }

  /** Carries places into a cut. Where nobody has said how the picture differs they stay as they are. */
  async carryInto(db: Kysely<Database>, filmId: string, cutId: string): Promise<Carry> {
    const cuts = await knownCuts(db, filmId);
    const changes = await this.changesInto(db, cuts, cutId);
    const film = await db
      .selectFrom('films')
      .select('rate')
      .where('id', '=', filmId)
      .executeTakeFirstOrThrow();
    const into = { cutId, firstCutId: cuts[0]?.id, changes, rate: film.rate as FrameRateName };
    return (from, place) => carryIntoCut(into, from, place);
  }

  private async changesInto(
    db: Kysely<Database>,
    cuts: readonly KnownCut[],
    cutId: string,
  ): Promise<Map<string, PictureChange>> {
    const changes = new Map<string, PictureChange>();
    for (const { id } of cuts) {
      const path = id === cutId ? null : pathBetween(cuts, id, cutId);
      const change = path && (await this.along(db, path));
      if (change) changes.set(id, change);
    }
    return changes;
  }

  private async along(db: Kysely<Database>, path: readonly KnownCut[]): Promise<PictureChange | undefined> {
    let whole: PictureChange | undefined;
    for (const [index, to] of path.entries()) {
      const from = path[index - 1];
      if (!from) continue;
      const step = await this.step(db, from, to);
      whole = whole ? compose(whole, step) : step;
    }
    return whole;
  }

  /** From one cut to one that its own list, or the other's, relates to it. The older one always counts as the old one. */
  private async step(db: Kysely<Database>, from: KnownCut, to: KnownCut): Promise<PictureChange> {
    if (from.ordinal > to.ordinal) return invert(await this.step(db, to, from));
    const key = [from.id, from.list?.sha256, to.id, to.list?.sha256].join(' ');
    let change = this.known.get(key);
    if (!change) {
      const lists = await listsOf(db, from, to);
      // Somebody else may have begun while the lists were read.
      change = this.known.get(key) ?? compareOffTheLoop(lists);
    }
    this.remember(key, change);
    return change;
  }

  /** Remembers it as the one that was asked for last. */
  private remember(key: string, change: Promise<PictureChange>): void {
    this.known.delete(key);
    this.known.set(key, change);
    change.catch(() => {
      this.known.delete(key);
    });
    for (const oldest of this.known.keys()) {
      if (this.known.size <= MOST_KNOWN) break;
      this.known.delete(oldest);
    }
  }
}

async function knownCuts(db: Kysely<Database>, filmId: string): Promise<KnownCut[]> {
  const rows = await db
    .selectFrom('cuts')
    .leftJoin('edit_lists', 'edit_lists.cut_id', 'cuts.id')
    .select(['cuts.id', 'cuts.ordinal', 'edit_lists.sha256', 'edit_lists.from_cut_id'])
    .where('cuts.film_id', '=', filmId)
    .orderBy('cuts.ordinal')
    .execute();
  return rows.map(({ id, ordinal, sha256, from_cut_id }) => ({
    id,
    ordinal,
    list: sha256 === null ? null : { sha256, fromCutId: from_cut_id },
  }));
}

/** The shortest way over cuts that lists relate to each other: two with lists of their own, or a change and what it changes. */
function pathBetween(cuts: readonly KnownCut[], fromId: string, toId: string): KnownCut[] | null {
  const start = cuts.find(({ id }) => id === fromId);
  if (!start) return null;
  const paths: KnownCut[][] = [[start]];
  const seen = new Set([fromId]);
  for (const path of paths) {
    const last = path.at(-1);
    if (!last) continue;
    if (last.id === toId) return path;
    for (const next of cuts) {
      if (seen.has(next.id) || !areRelated(last, next)) continue;
      seen.add(next.id);
      paths.push([...path, next]);
    }
  }
  return null;
}

function areRelated(one: KnownCut, other: KnownCut): boolean {
  if (one.list?.fromCutId === other.id || other.list?.fromCutId === one.id) return true;
  return one.list?.fromCutId === null && other.list?.fromCutId === null;
}

/** The two lists that say how the picture differs between two related cuts. */
async function listsOf(db: Kysely<Database>, older: KnownCut, newer: KnownCut): Promise<TwoLists> {
  const lists = await db
    .selectFrom('edit_lists')
    .select(['cut_id', 'shots', 'old_shots'])
    .where('cut_id', 'in', [older.id, newer.id])
    .execute();
  const listOf = (cutId: string) => lists.find(({ cut_id }) => cut_id === cutId);
  const before = newer.list?.fromCutId === older.id ? listOf(newer.id)?.old_shots : listOf(older.id)?.shots;
  return { before: asShots(before), after: asShots(listOf(newer.id)?.shots) };
}

function asShots(stored: readonly unknown[] | null | undefined): Shot[] {
  // reason: they were written from shots, by this server alone.
  return (stored ?? []) as Shot[];
}
