import { statementSchema } from '@segue/protocol';
import { timecodeLabel } from '@segue/timecode';
import { timecodeFormat } from '../films/film-timecode.js';
import type { CueReport, FilmReport } from './film-report.js';

/** The version of the form of {@link reportJson}. */
const FORM = 1;

/**
 * A report as JSON, for programs: `{ segueReport, film, cut, cues: [{ number, title, in, out, versions, signOffs, notes }] }`.
 * Positions are flicks (1/705 600 000 s from the label 00:00:00:00), with their timecode beside them.
 */
export function reportJson(report: FilmReport): Uint8Array {
  const { film, cut, cues } = report;
  const { id, title, rate, drop_frame: dropFrame, start_flicks: start } = film;
  const value = {
    segueReport: FORM,
    film: { id, title, rate, dropFrame, start },
    cut,
    cues: cues.map((cue) => cueJson(cue, report)),
  };
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}

function cueJson({ cue, versions, notes, signOffs }: CueReport, { film, nameOf }: FilmReport): object {
  const format = timecodeFormat(film);
  const position = (flicks: number | null) =>
    flicks === null ? null : { flicks, timecode: timecodeLabel(flicks, format) };
  const person = (id: string) => ({ id, name: nameOf(id) });
  return {
    id: cue.id,
    number: cue.number,
    title: cue.title,
    in: position(cue.in_flicks),
    out: position(cue.out_flicks),
    versions: versions.map(({ id, number, kind, file_name: file, sha256 }) => ({
      id,
      number,
      kind,
      file,
      sha256,
    })),
    signOffs: signOffs.map(({ row, stale }) => {
      const { versionId, cutId, cutName, sha256 } = statementSchema.parse(row.statement);
      return {
        person: { id: row.person_id, name: row.person_name },
        role: row.role,
        sense: row.sense,
        decision: row.decision,
        comment: row.comment,
        reason: row.reason,
        versionId,
        sha256,
        cutId,
        cutName,
        at: row.at.toISOString(),
        stale,
      };
    }),
    notes: notes.map((note) => ({
      id: note.id,
      author: person(note.author),
      versionId: note.version,
      in: position(note.in),
      out: position(note.out),
      kind: note.kind,
      weight: note.weight,
      text: note.text,
      state: note.state,
      changes: note.changes.map(({ type, by, at }) => ({
        type,
        by: person(by),
        at: new Date(at).toISOString(),
      })),
      replies: note.replies
        .filter(({ withdrawn }) => !withdrawn)
        .map(({ id, author, text, at }) => ({
          id,
          author: person(author),
          text,
          at: new Date(at).toISOString(),
        })),
      at: new Date(note.at).toISOString(),
    })),
  };
}
