import type { CueSummary } from '@segue/protocol';
import type { Cue, Hit } from '@segue/review-document';
import { memo, useRef, type ComponentProps } from 'react';
import type { RoomLinks } from '../../ui/room-links';
import { useNearby } from '../../ui/use-nearby';
import { CueRow, type CellGuest } from './cue-row';

interface Props extends Omit<
  ComponentProps<typeof CueRow>,
  'place' | 'cue' | 'room' | 'summary' | 'guests' | 'hits'
> {
  readonly cues: readonly Cue[];
  readonly summaries: ReadonlyMap<string, CueSummary>;
  readonly guests: ReadonlyMap<string, readonly CellGuest[]>;
  readonly hits: ReadonlyMap<string, readonly Hit[]>;
  readonly links: RoomLinks;
}

const NO_GUESTS: readonly CellGuest[] = [];
/** Height of a row, in CSS pixels. */
const ROW = 32;
/** A row that has the focus, or something that could not be taken. */
const HELD = ':focus-within, :has([data-problem])';

/** The rows of the sheet that are near the screen. While somebody scrolls nothing else is drawn again. */
export const SheetRows = memo(function SheetRows({ cues, summaries, guests, hits, links, ...row }: Props) {
  const body = useRef<HTMLDivElement>(null);
  const nearby = useNearby(body, cues, { guess: ROW, held: HELD });
  return (
    <div ref={body} role="rowgroup">
      {nearby.map((piece) =>
        'gap' in piece ? (
          <div key={piece.key} style={{ height: piece.gap }} />
        ) : (
          <CueRow
            key={piece.row.id}
            {...row}
            place={piece.index + 2}
            cue={piece.row}
            room={links.pathOf(piece.row.id)}
            summary={summaries.get(piece.row.id)}
            guests={guests.get(piece.row.id) ?? NO_GUESTS}
            hits={hits.get(piece.row.id)?.length ?? 0}
          />
        ),
      )}
    </div>
  );
});
