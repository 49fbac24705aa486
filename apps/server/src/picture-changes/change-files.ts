import { Inject, Injectable } from '@nestjs/common';
import { changeEvents, type PictureChange } from '@segue/conform';
import { formatEdl } from '@segue/interchange';
import { Refusal, type ChangeFile, type ChangeIntoCut } from '@segue/protocol';
import type { Database, Row } from '@segue/storage';
import { formatOffset, type TimecodeFormat } from '@segue/timecode';
import type { Kysely } from 'kysely';
import Papa from 'papaparse';
import { fileName, type ExportedFile } from '../exports/exported-file.js';
import { timecodeFormat } from '../films/film-timecode.js';
import type { Actor } from '../people/actor.js';
import { FilmAccess } from '../people/film-access.js';
import { DATABASE } from '../platform/tokens.js';
import { PdfReport } from '../reports/pdf-report.js';
import { changeLines, type ChangeLine } from './change-list.js';
import { PictureChanges } from './picture-changes.js';

/** What a change is called on paper, and in a table. */
const HEADINGS = ['What', 'Old in', 'Old out', 'New in', 'New out', 'Length', 'Moved by, frames'] as const;

/** The change of the picture from one cut to another, to look at and to take out. */
@Injectable()
export class ChangeFiles {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly pictures: PictureChanges,
  ) {}

  /** How every other cut of the film differs from this one, as far as it is known. */
  async changesInto(actor: Actor, cutId: string): Promise<ChangeIntoCut[]> {
    const cut = await this.find(actor, cutId);
    const changes = await this.pictures.into(this.db, cut.film_id, cutId);
    return [...changes].map(([fromCutId, { before, after, blocks, removed, added }]) => ({
      fromCutId,
      change: {
        before,
        after,
        blocks: [...blocks],
        removed: [...removed],
        added: [...added],
      },
    }));
  }

  /**
   * The change as an edit list whose source is the old cut, or as a list to read.
   *
   * @throws Refusal `cut.unrelated` when nobody has said how the two cuts differ.
   */
  async file(actor: Actor, cutId: string, fromCutId: string, file: ChangeFile): Promise<ExportedFile> {
    const cut = await this.find(actor, cutId);
    const from = await this.find(actor, fromCutId);
    if (from.film_id !== cut.film_id) throw new Refusal('not-found');
    const change = await this.pictures.between(this.db, cut.film_id, fromCutId, cutId);
    if (!change) throw new Refusal('cut.unrelated');
    const format = timecodeFormat(cut);
    const title = `${cut.title}: ${from.name} to ${cut.name}`;
    const name = `${fileName(title)}.${file}`;
    if (file === 'edl') {
      const events = changeEvents(change, { oldCut: from.name, rate: format.rate });
      const timeline = { title, format, start: cut.start_flicks, length: 0 };
      return {
        name,
        mediaType: 'text/plain; charset=utf-8',
        bytes: formatEdl(events, timeline, 'file32'),
      };
    }
    const lines = changeLines(change, format).map(cellsOf);
    if (file === 'csv') return { name, mediaType: 'text/csv; charset=utf-8', bytes: table(lines) };
    return { name, mediaType: 'application/pdf', bytes: await paper(title, change, format, lines) };
  }

  private async find(actor: Actor, cutId: string): Promise<FilmCut> {
    const cut = await this.db
      .selectFrom('cuts')
      .innerJoin('films', 'films.id', 'cuts.film_id')
      .selectAll('cuts')
      .select(['films.rate', 'films.drop_frame', 'films.title'])
      .where('cuts.id', '=', cutId)
      .executeTakeFirst();
    if (!cut) throw new Refusal('not-found');
    await this.access.require(actor, cut.film_id, 'read');
    return cut;
  }
}

type FilmCut = Row<'cuts'> & Pick<Row<'films'>, 'rate' | 'drop_frame' | 'title'>;

function cellsOf({ act, oldIn, oldOut, newIn, newOut, length, moved }: ChangeLine): string[] {
  return [act, oldIn, oldOut, newIn, newOut, length, moved];
}

/** With a byte order mark, without which Excel takes accents for other letters. */
function table(lines: readonly (readonly string[])[]): Uint8Array {
  const text = Papa.unparse([[...HEADINGS], ...lines.map((line) => [...line])], { newline: '\r\n' });
  return new TextEncoder().encode(`\ufeff${text}\r\n`);
}

async function paper(
  title: string,
  change: PictureChange,
  format: TimecodeFormat,
  lines: readonly (readonly string[])[],
): Promise<Uint8Array> {
  const report = new PdfReport(title);
  const sum = (spans: readonly { in: number; out: number }[]): string =>
    formatOffset(
      spans.reduce((frames, span) => frames + span.out - span.in, 0),
      format,
    );
  report.paragraph(
    `Removed ${sum(change.removed)}, added ${sum(change.added)}; ${sum([change.before])} before, ${sum([change.after])} now.`,
  );
  report.table(
    HEADINGS.map((heading, index) => ({ heading, share: index === 0 ? 1 : 1.5, figures: index > 0 })),
    lines,
  );
  return report.bytes();
}
