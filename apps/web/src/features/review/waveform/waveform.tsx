import { useMediaQuery } from '@mantine/hooks';
import type { Peaks } from '@segue/media-analysis/peaks';
import type { BoardNote } from '@segue/review-document';
import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useRef, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { editsQuery } from '../../../api/cuts';
import { peaksQuery } from '../../../api/sounds';
import { useTheme } from '../../../ui/look/use-theme';
import { ZoomButtons } from '../../../ui/zoom-buttons';
import { useClockFace } from '../clocks/use-clock-face';
import { LaneHeads, useSilentRows } from '../listening/lane-heads';
import { useReview } from '../review-context';
import { stepFrames } from '../transport/programme';
import { drawWaveform, rulersHeight } from './draw-waveform';
import { Flags } from './flags';
import { positionAt } from './geometry';
import { Marks, OtherPlayheads, Playhead } from './playheads';
import { useSamples } from './use-samples';
import { useView } from './use-view';
import styles from './waveform.module.css';

interface Props {
  readonly notes: readonly BoardNote[];
  readonly selected: string | null;
  readonly onSelect: (note: BoardNote) => void;
  readonly onNoteOnRange: () => void;
}

/** What all lanes share, as long as each keeps enough to be read. */
const LANES_HEIGHT = 112;
const LEAST_LANE_HEIGHT = 46;
/** With buttons for fingers beside it. */
const LEAST_TOUCHED_HEIGHT = 66;
interface Drag {
  readonly x: number;
  readonly from: number;
  readonly scrubs: boolean;
  /** What was marked before. */
  readonly marks: readonly [start: number | null, end: number | null];
  moved: boolean;
}

const NO_EDITS: readonly number[] = [];
/** Less than this is a click with an unsteady hand. */
const DRAG_PIXELS = 4;

/**
 * What sounds, lane by lane: press to go there, drag to mark a range, drag on the rulers to scrub, press a flag for its note.
 * Two fingers draw it out and shift it.
 */
export function Waveform({ notes, selected, onSelect, onNoteOnRange }: Props) {
  const { t } = useTranslation('review');
  const { transport, programme, format, version, cut, listening, hits } = useReview();
  const { rows, blind } = listening;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const drag = useRef<Drag | null>(null);
  const { view, zoomed, zoomBy, fit } = useView(frame, programme, transport);
  const peaks = useQueries({
    queries: rows.map(({ path }) => peaksQuery(path)),
    combine: together,
  });
  const isTouched = useMediaQuery('(pointer: coarse)', false, { getInitialValueInEffect: false });
  const leastHeight = isTouched ? LEAST_TOUCHED_HEIGHT : LEAST_LANE_HEIGHT;
  const laneHeight = Math.max(leastHeight, Math.floor(LANES_HEIGHT / Math.max(1, rows.length)));
  const face = useClockFace();
  const top = rulersHeight(face.tempo);
  const height = top + laneHeight * Math.max(1, rows.length);
  const samples = useSamples(rows, blind ? null : view);
  const silent = useSilentRows(rows);
  const theme = useTheme();
  const edits = useQuery({ ...editsQuery(cut?.id ?? ''), enabled: cut !== null }).data ?? NO_EDITS;

  useEffect(() => {
    if (!canvas.current || !view) return;
    const lanes = rows.map((row, index) => ({
      // The shape of a waveform would tell which version it is.
      peaks: blind && row.is.what === 'version' ? null : (peaks.data[index] ?? null),
      samples: samples[index] ?? null,
      start: row.start,
      faint: silent.has(row.key),
    }));
    const { cue } = programme;
    const { tempo } = face;
    const content = { lanes, laneHeight, cue, hits: hits.map(({ at }) => at), edits, format, tempo };
    const element = canvas.current;
    const request = requestAnimationFrame(() => {
      drawWaveform(element, height, view, content);
    });
    return () => {
      cancelAnimationFrame(request);
    };
  }, [
    view,
    rows,
    blind,
    peaks,
    samples,
    silent,
    laneHeight,
    height,
    hits,
    edits,
    programme,
    format,
    face,
    theme,
  ]);

  function place(event: PointerEvent): { x: number; y: number; position: number } {
    const { left, top: above } = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - left;
    return { x, y: event.clientY - above, position: view ? positionAt(x, view) : 0 };
  }

  const hint = version === null ? t('waveform.noVersion') : (peaks.error?.message ?? null);
  return (
    <section className={styles.waveform} aria-label={t('waveform.label')}>
      <LaneHeads rows={rows} top={top} laneHeight={laneHeight} />
      <div
        ref={frame}
        className={styles.frame}
        style={{ height, '--rulers': `${top}px` }}
        onPointerDown={(event) => {
          if (!event.isPrimary) {
            // The second finger makes a pinch of it, which marks nothing.
            if (drag.current?.moved) transport.setMarks(...drag.current.marks);
            drag.current = null;
            return;
          }
          if (event.button !== 0 || (event.target as Element).closest('button')) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const { x, y, position } = place(event);
          const { markIn, markOut } = transport.getSnapshot();
          drag.current = { x, from: position, moved: false, scrubs: y < top, marks: [markIn, markOut] };
          if (y < top) transport.scrub(position);
        }}
        onPointerMove={(event) => {
          const from = drag.current;
          if (!from) return;
          const { x, position } = place(event);
          if (!from.moved && Math.abs(x - from.x) < DRAG_PIXELS) return;
          from.moved = true;
          if (from.scrubs) {
            transport.scrub(position);
            return;
          }
          const [start, end] = position < from.from ? [position, from.from] : [from.from, position];
          transport.setMarks(
            stepFrames(Math.max(0, start), 0, format.rate),
            stepFrames(Math.max(0, end), 1, format.rate),
          );
        }}
        onPointerUp={(event) => {
          const from = drag.current;
          drag.current = null;
          if (from && !from.moved && !from.scrubs)
            transport.seek(stepFrames(place(event).position, 0, format.rate));
        }}
        onPointerCancel={() => {
          drag.current = null;
        }}
      >
        <canvas
          ref={canvas}
          className={styles.canvas}
          role="img"
          aria-label={version ? t('waveform.of', { number: version.number }) : t('waveform.noVersion')}
        />
        {hint !== null && <p className={styles.hint}>{hint}</p>}
        {view && (
          <>
            <Marks view={view} onNote={onNoteOnRange} />
            <OtherPlayheads view={view} />
            <Flags notes={notes} view={view} selected={selected} onSelect={onSelect} />
            <Playhead view={view} />
          </>
        )}
      </div>
      <div className={styles.zoom}>
        <ZoomButtons
          closer={t('waveform.closer')}
          further={t('waveform.farther')}
          whole={t('waveform.fit')}
          isWhole={!zoomed}
          onZoom={zoomBy}
          onWhole={fit}
        />
      </div>
    </section>
  );
}

/** One function, so that it is asked again only when an answer has changed. */
function together(answers: readonly Pick<UseQueryResult<Peaks>, 'data' | 'error'>[]) {
  return {
    data: answers.map(({ data }) => data ?? null),
    error: answers.find(({ error }) => error)?.error ?? null,
  };
}
