import type { BoardNote, PictureSize } from '@segue/review-document';
import { statementSchema } from '@segue/protocol';
import { formatDuration, timecodeLabel, type TimecodeFormat } from '@segue/timecode';
import { timecodeFormat } from '../films/film-timecode.js';
import type { CueReport, FilmReport } from './film-report.js';
import { PdfReport } from './pdf-report.js';

/** Pictures of the film beside notes, by note id: JPEG or PNG. */
export type Thumbnails = ReadonlyMap<string, Uint8Array>;

/** A report as a PDF on A4: for each cue its versions, sign-offs and notes with their threads. */
export async function reportPaper(
  title: string,
  report: FilmReport,
  thumbnails: Thumbnails,
): Promise<Uint8Array> {
  const { film, cut, cues } = report;
  const format = timecodeFormat(film);
  const paper = new PdfReport(title);
  const notes = cues.flatMap((cue) => cue.notes);
  const open = notes.filter(({ state }) => state === 'open');
  const must = open.filter(({ weight }) => weight === 'must');
  paper.paragraph(
    [
      cut && `Positions in ${cut.name}.`,
      `${count(notes.length, 'note')}, ${String(open.length)} open, of these ${String(must.length)} must.`,
    ]
      .filter(Boolean)
      .join(' '),
  );
  if (cues.length === 0) paper.paragraph('Nothing has been said or signed yet.');
  for (const cue of cues) onCue(paper, cue, report, format, thumbnails);
  return paper.bytes();
}

function onCue(
  paper: PdfReport,
  { cue, versions, notes, signOffs }: CueReport,
  { nameOf, picture }: FilmReport,
  format: TimecodeFormat,
  thumbnails: Thumbnails,
): void {
  const { in_flicks: start, out_flicks: end } = cue;
  const length = start === null || end === null ? '' : ` (${formatDuration(end - start, format)})`;
  const at = start === null ? '' : ` · ${timecodeLabel(start, format)}${length}`;
  paper.heading(`${cue.number} ${cue.title}${at}`);
  const numbers = new Map(versions.map(({ id, number }) => [id, number]));
  if (versions.length > 0)
    paper.paragraph(
      versions.map(({ number, kind, file_name }) => `v${String(number)} ${kind}: ${file_name}`).join('\n'),
    );
  for (const { row, stale } of signOffs) {
    const { versionNumber, cutName } = statementSchema.parse(row.statement);
    const against = cutName === null ? '' : ` against ${cutName}`;
    const overtaken = stale === null ? '' : ` No longer holds: the picture changed in ${stale.cutName}.`;
    paper.paragraph(
      `${row.person_name} (${row.role}) ${row.decision} v${String(versionNumber)} in the ${row.sense} sense${against}, ${dayOf(row.at)}.${overtaken}`,
    );
  }
  for (const note of notes)
    onNote(paper, note, { nameOf, numbers, format, picture, thumbnail: thumbnails.get(note.id) });
}

function onNote(
  paper: PdfReport,
  note: BoardNote,
  {
    nameOf,
    numbers,
    format,
    picture,
    thumbnail,
  }: {
    readonly nameOf: (id: string) => string;
    readonly numbers: ReadonlyMap<string, number>;
    readonly format: TimecodeFormat;
    readonly picture: PictureSize | null;
    readonly thumbnail: Uint8Array | undefined;
  },
): void {
  const out = note.out === null ? '' : ` – ${timecodeLabel(note.out, format)}`;
  const number = numbers.get(note.version);
  const last = note.changes.at(-1);
  const state =
    last?.type === 'resolve' ? `resolved by ${nameOf(last.by)}, ${dayOf(new Date(last.at))}` : 'open';
  const facts = [
    nameOf(note.author),
    number === undefined ? null : `v${String(number)}`,
    note.kind,
    note.weight,
    state,
  ];
  paper.remark({
    position: timecodeLabel(note.in, format) + out,
    facts: facts.filter((fact) => fact !== null).join(' · '),
    text: note.text,
    replies: note.replies
      .filter(({ withdrawn }) => !withdrawn)
      .map(({ author, text }) => `${nameOf(author)}: ${text}`),
    picture: thumbnail
      ? { bytes: thumbnail, drawn: note.drawing && picture && { drawing: note.drawing, over: picture } }
      : null,
  });
}

function count(number: number, noun: string): string {
  return `${String(number)} ${noun}${number === 1 ? '' : 's'}`;
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
