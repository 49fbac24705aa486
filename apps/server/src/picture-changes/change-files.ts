import { Inject, Injectable } from '@nestjs/common';
import { changeEvents, framesIn, type FrameSpan, type PictureChange } from '@segue/conform';
import { formatEdl, formatTable } from '@segue/interchange';
import { Refusal, type ChangeFile } from '@segue/protocol';
import type { Database } from '@segue/storage';
import { formatOffset, type TimecodeFormat } from '@segue/timecode';
import type { Kysely } from 'kysely';
import { requireCut, type FilmCut } from '../cuts/cut-of-film.js';
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

/** A cut that is known to differ from the one that was asked for, and what leads into that where it was asked for. */
export interface ChangeFrom {
  readonly fromCutId: string;
  readonly change?: PictureChange;
}

/** The change of the picture from one cut to another, to look at and to take out. */
@Injectable()
export class ChangeFiles {
  constructor(
    @Inject(DATABASE) private readonly db: Kysely<Database>,
    private readonly access: FilmAccess,
    private readonly pictures: PictureChanges,
  ) {}

  /** The film's other cuts that are known to differ from this one, and how those do that are asked for. */
  async changesInto(actor: Actor, cutId: string, asked: readonly string[]): Promise<ChangeFrom[]> {
    const cut = await this.readable(actor, cutId);
    const changes = await this.pictures.into(this.db, cut.film_id, cutId, new Set(asked));
    return [...changes].map(([fromCutId, change]) => (change ? { fromCutId, change } : { fromCutId }));
  }

  /**
   * The change as an edit list whose source is the old cut, or as a list to read.
   *
   * @throws Refusal `cut.unrelated` when nobody has said how the two cuts differ.
   */
  async file(actor: Actor, cutId: string, fromCutId: string, file: ChangeFile): Promise<ExportedFile> {
    const cut = await this.readable(actor, cutId);
    const from = await this.readable(actor, fromCutId);
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
    if (file === 'csv')
      return { name, mediaType: 'text/csv; charset=utf-8', bytes: formatTable([HEADINGS, ...lines]) };
    return { name, mediaType: 'application/pdf', bytes: await paper(title, change, format, lines) };
  }

  private readable(actor: Actor, cutId: string): Promise<FilmCut> {
    return requireCut(this.db, this.access, actor, cutId, 'read');
  }
}

function cellsOf({ act, oldIn, oldOut, newIn, newOut, length, moved }: ChangeLine): string[] {
  return [act, oldIn, oldOut, newIn, newOut, length, moved];
}

async function paper(
  title: string,
  change: PictureChange,
  format: TimecodeFormat,
  lines: readonly (readonly string[])[],
): Promise<Uint8Array> {
  const report = new PdfReport(title);
  const sum = (spans: readonly FrameSpan[]): string => formatOffset(framesIn(spans), format);
  report.paragraph(
    `Removed ${sum(change.removed)}, added ${sum(change.added)}; ${sum([change.before])} before, ${sum([change.after])} now.`,
  );
  report.table(
    HEADINGS.map((heading, index) => ({ heading, share: index === 0 ? 1 : 1.5, figures: index > 0 })),
    lines,
  );
  return report.bytes();
}
