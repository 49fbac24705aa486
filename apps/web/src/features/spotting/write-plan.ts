import type { SpottingSession } from '@segue/client';
import type { PlannedRow } from './spotting-plan';

/** Writes what a plan brings on the spotting sheet, all at once: it is saved or refused as a whole. */
export function writePlan(session: SpottingSession, rows: readonly PlannedRow[], cutId: string | null): void {
  session.together(() => {
    const added = new Map<number, string>();
    rows.forEach(({ becomes, number, title, description, in: start, out }, row) => {
      const fields = { number, title, description, in: start, out, cut: cutId };
      if (becomes === 'cue') added.set(row, session.add(fields));
    });
    for (const { becomes, cue, text, in: at } of rows) {
      if (becomes !== 'hit') continue;
      const of = cue && ('cueId' in cue.of ? cue.of.cueId : added.get(cue.of.row));
      session.addHit({ cue: of ?? null, text, cut: cutId, at });
    }
  });
}
