import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useOthers } from '../../../realtime/use-session';
import { personColour } from '../../../ui/person-colour';
import { useReview } from '../review-context';
import { useEachMove, useTransportState } from '../transport/use-transport';
import { xOf, type View } from './geometry';
import styles from './waveform.module.css';

/** One's own playhead. Moved by hand with every frame, never rendered. */
export function Playhead({ view }: { view: View }) {
  const { transport } = useReview();
  const line = useRef<HTMLDivElement>(null);
  const draw = useCallback(() => {
    const x = xOf(transport.position, view);
    if (!line.current) return;
    line.current.style.transform = `translateX(${x}px)`;
    line.current.hidden = x < 0 || x > view.width;
  }, [transport, view]);
  useEachMove(transport, draw);
  return <div ref={line} className={styles.playhead} />;
}

/** The marked range, which a note can be given on. */
export function Marks({ view, onNote }: { view: View; onNote: () => void }) {
  const { t } = useTranslation('review');
  const { transport } = useReview();
  const { markIn, markOut } = useTransportState(transport);
  if (markIn === null && markOut === null) return null;
  const from = markIn === null ? null : Math.max(-2, xOf(markIn, view));
  const to = markOut === null ? null : Math.min(view.width + 2, xOf(markOut, view));
  return (
    <div
      className={styles.marks}
      data-in={from !== null || undefined}
      data-out={to !== null || undefined}
      style={{
        left: `${from ?? (to ?? 0) - 8}px`,
        width: `${from !== null && to !== null ? Math.max(0, to - from) : 8}px`,
      }}
    >
      {from !== null && to !== null && (
        <button
          type="button"
          className={styles.noteOnMarks}
          title={`${t('keys.noteOnRange')}  Shift M`}
          onPointerDown={(event) => {
            event.stopPropagation();
          }}
          onClick={onNote}
        >
          {t('waveform.note')}
        </button>
      )}
    </div>
  );
}

/** People who look at the same place are named above each other. */
const NAME_ROWS = 4;

/** Where the others are, thin and with their names. */
export function OtherPlayheads({ view }: { view: View }) {
  const others = useOthers(useReview().notes);
  // Somebody with two windows is shown once, where they came last.
  const people = [...new Map(others.map((other) => [other.personId, other])).values()];
  return people.map(({ personId, name, fields }, index) => {
    const { playhead } = fields;
    if (typeof playhead !== 'number' || playhead < view.start || playhead > view.end) return null;
    return (
      <div
        key={personId}
        className={styles.other}
        style={{
          '--person': personColour(personId),
          '--row': index % NAME_ROWS,
          transform: `translateX(${xOf(playhead, view)}px)`,
        }}
      >
        <span>{name}</span>
      </div>
    );
  });
}
