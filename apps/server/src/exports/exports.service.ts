import { Inject, Injectable } from '@nestjs/common';
import type { Marker, NoteThread, Timeline } from '@segue/interchange';
import { Refusal, type MarkerExport, type ReportOrder } from '@segue/protocol';
import type { BlobStore, Database, Row } from '@segue/storage';
import { FLICKS_PER_SECOND, type Flicks } from '@segue/timecode';
import type { Kysely } from 'kysely';
import { findCutOfFilm, findReel, newestCut, type ReelSpan } from '../cuts/cut-of-film.js';
import { parseStart, timecodeFormat } from '../films/film-timecode.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { PictureChanges } from '../picture-changes/picture-changes.js';
import { placeNotes } from '../picture-changes/place-notes.js';
import { BLOBS, DATABASE } from '../platform/tokens.js';
import { ReadModels } from '../projections/read-models.js';
import { fileName, type ExportedFile } from './exported-file.js';
import { markedSound, type MarkedSound } from './marked-sound.js';
import { MARKER_WRITERS } from './marker-files.js';
import { withThreads } from './note-threads.js';
import { findTempo } from './tempo-of-notes.js';

/** After the last note a timeline goes on for so long, in flicks, so that no marker stands on its end. */
const TAIL = 10 * FLICKS_PER_SECOND;

/** Takes notes out into the files that editing and music software reads. The music team's own notes never leave this way. */
@Injectable()
export class ExportsService {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    @Inject(BLOBS) private readonly blobs: BlobStore,
    private readonly access: FilmAccess,
    private readonly readModels: ReadModels,
    private readonly pictures: PictureChanges,
  ) {}

  /** The notes that were asked for, in film order, where they stand in the newest cut or the one that was asked for. */
  async markers(actor: Actor, filmId: string, asked: MarkerExport): Promise<ExportedFile> {
    await this.access.require(actor, filmId, 'read');
    const music = asked.file === 'midi' ? await findTempo(this.db, asked) : null;
    // Bars count in the picture that the music was written to.
    const order = music && music.cutId !== null ? { ...asked, cut: music.cutId } : asked;
    if (order.cut !== undefined) await findCutOfFilm(this.db, filmId, order.cut);
    const reel = order.reel === undefined ? null : await findReel(this.db, filmId, order.cut, order.reel);
    const film = await this.db
      .selectFrom('films')
      .selectAll()
      .where('id', '=', filmId)
      .executeTakeFirstOrThrow();
    const cues = await this.cues(filmId, order.cue);
    await this.readModels.catchUpNotes(cues.map(({ id }) => id));
    const all = await this.notes(filmId, order);
    const written = reel ? all.filter((marker) => isIn(reel, marker)) : all;
    const markers = order.file === 'json' ? await withThreads(this.db, cues, written) : written;
    const [cue] = order.cue === undefined ? [] : cues;
    const reelName = order.reel === undefined ? undefined : `R${String(order.reel)}`;
    const title = [film.title, reelName, cue?.number].filter(Boolean).join(' ');
    const { extension, mediaType, format } = MARKER_WRITERS[order.file];
    const start =
      order.start === undefined
        ? (reel?.start ?? film.start_flicks)
        : parseStart(order.start, timecodeFormat(film));
    const bytes = format(markers, timelineOf(film, title, markers, start), music?.tempo);
    return { name: `${fileName(title)} notes.${extension}`, mediaType, bytes };
  }

  /** The file of a version as it was delivered, with the notes that were given on it as markers in it. */
  async markedOriginal(actor: Actor, versionId: string): Promise<MarkedSound & { readonly name: string }> {
    const version = await this.db
      .selectFrom('versions')
      .innerJoin('films', 'films.id', 'versions.film_id')
      .selectAll('versions')
      .select(['films.rate', 'films.drop_frame', 'films.title'])
      .where('versions.id', '=', versionId)
      .where('versions.removed_at', 'is', null)
      .executeTakeFirst();
    if (!version) throw new Refusal('not-found');
    const { film_id: filmId, cue_id: cue, written_to_cut_id: writtenTo } = version;
    await this.access.require(actor, filmId, 'read');
    await this.readModels.catchUpNotes([cue]);
    // The file lies in the picture that it was written to.
    const cut = writtenTo === null ? {} : { cut: writtenTo };
    const markers = await this.notes(filmId, { cue, version: versionId, ...cut });
    const timeline = {
      title: version.title,
      format: timecodeFormat(version),
      start: version.position_flicks,
      length: version.length_flicks,
    };
    const sound = await markedSound(this.blobs, version.sha256, markers, timeline);
    return { ...sound, name: version.file_name.replace(/(\.[^.]+)?$/, ' with notes$1') };
  }

  private async cues(filmId: string, cueId: string | undefined): Promise<Row<'cues'>[]> {
    const cues = await this.db
      .selectFrom('cues')
      .selectAll()
      .where('film_id', '=', filmId)
      .$if(cueId !== undefined, (query) => query.where('id', '=', cueId ?? ''))
      .execute();
    if (cueId !== undefined && cues.length === 0) throw new Refusal('not-found');
    return cues;
  }

  private async notes(filmId: string, order: ReportOrder): Promise<NoteThread[]> {
    const { cue, state, kind, person, version } = order;
    const rows = await this.db
      .selectFrom('notes')
      .innerJoin('cues', 'cues.id', 'notes.cue_id')
      .innerJoin('people', 'people.id', 'notes.author_id')
      .selectAll('notes')
      .select(['cues.number', 'people.name as author'])
      .where('notes.film_id', '=', filmId)
      .$if(cue !== undefined, (query) => query.where('notes.cue_id', '=', cue ?? ''))
      .$if(state !== undefined, (query) => query.where('notes.state', '=', state ?? ''))
      .$if(kind !== undefined, (query) => query.where('notes.kind', '=', kind ?? ''))
      .$if(person !== undefined, (query) => query.where('notes.author_id', '=', person ?? ''))
      .$if(version !== undefined, (query) => query.where('notes.version_id', '=', version ?? ''))
      .orderBy('notes.in_flicks')
      .orderBy('notes.id')
      .execute();
    const cutId = order.cut ?? (await newestCut(this.db, filmId))?.id;
    const place = await placeNotes(this.db, this.pictures, filmId, cutId);
    const markers = rows.map((row): NoteThread => ({
      id: row.id,
      ...place(row),
      name: row.number,
      comment: row.text,
      author: row.author,
      colour: colourOf(row),
      status: row.state === 'resolved' ? 'done' : 'open',
      track: null,
      createdAt: null,
      kind: row.kind,
      stem: null,
      drawing: [],
      replies: [],
    }));
    // What a recut moved past its neighbours is in order again.
    return markers.sort((a, b) => a.in - b.in);
  }
}

/** A note belongs to the reel that it begins in. */
function isIn({ start, end }: ReelSpan, marker: Pick<Marker, 'in'>): boolean {
  return marker.in >= start && marker.in < end;
}

/** What must be changed stands out; what is done recedes. */
function colourOf({ state, weight }: Pick<Row<'notes'>, 'state' | 'weight'>): string {
  if (state === 'resolved') return 'green';
  return weight === 'must' ? 'red' : 'yellow';
}

function timelineOf(film: Row<'films'>, title: string, markers: readonly Marker[], start: Flicks): Timeline {
  const format = timecodeFormat(film);
  const end = markers.reduce((last, marker) => Math.max(last, marker.out ?? marker.in), start);
  return { title, format, start, length: end + TAIL - start };
}
