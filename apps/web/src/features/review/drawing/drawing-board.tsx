import {
  MAX_STROKES,
  PICTURE_UNITS,
  type Drawing,
  type PictureSize,
  type Stroke,
} from '@segue/review-document';
import { flicksToFrame } from '@segue/timecode';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import { useEachMove } from '../transport/use-transport';
import styles from './drawing-board.module.css';
import { DrawingSurface, type Hand } from './drawing-surface';
import { DrawingTools } from './drawing-tools';
import type { Point } from './pen-line';
import type { Sketch } from './sketch';
import { WordsField } from './words-field';

const CENTRE: Point = [PICTURE_UNITS / 2, PICTURE_UNITS / 2];

interface Props {
  readonly sketch: Sketch;
  readonly size: PictureSize;
  readonly onClose: () => void;
}

/** Takes a drawing over the frame at the playhead. It ends when somebody is done, or when the playhead leaves the frame. */
export default function DrawingBoard({ sketch, size, onClose }: Props) {
  const { t } = useTranslation('drawing');
  const { transport, format } = useReview();
  const board = useRef<HTMLDivElement>(null);
  const plane = useRef<SVGSVGElement>(null);
  const [hand, setHand] = useState<Hand>({ tool: 'pen', colour: 'red', width: 'medium' });
  /** The drawing after each step; the last is what there is now. */
  const [steps, setSteps] = useState<readonly Drawing[]>([sketch.drawing ?? []]);
  const [words, setWords] = useState<{ readonly at: Point; readonly text: string } | null>(null);
  const drawing = steps.at(-1) ?? [];
  const full = drawing.length >= MAX_STROKES;
  const written = words && wordsStroke(words, hand);

  function go(to: readonly Drawing[]) {
    setSteps(to);
    const now = to.at(-1) ?? [];
    sketch.onChange(now.length === 0 ? null : now);
  }

  function add(stroke: Stroke) {
    go([...steps, [...drawing, stroke]]);
  }

  function putWords() {
    if (written) add(written);
    setWords(null);
    board.current?.focus();
  }

  function finish() {
    onClose();
    sketch.onDone();
  }

  const undo =
    steps.length > 1
      ? () => {
          go(steps.slice(0, -1));
        }
      : null;

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.target instanceof Element && event.target.closest('input, textarea, [role="menu"]')) return;
    const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!isUndo && event.key !== 'Escape') return;
    event.preventDefault();
    if (isUndo) undo?.();
    else finish();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      onKeyDown(event);
    };
    // Before anybody else: a tool's open tooltip would keep Escape for itself.
    window.addEventListener('keydown', listen, { capture: true });
    return () => {
      window.removeEventListener('keydown', listen, { capture: true });
    };
  }, []);

  const { rate } = format;
  const stay = useCallback(() => {
    if (flicksToFrame(transport.position, rate) !== flicksToFrame(sketch.at, rate)) onClose();
  }, [transport, rate, sketch.at, onClose]);
  useEachMove(transport, stay);

  return (
    <div ref={board} className={styles.board} role="dialog" aria-label={t('board')} tabIndex={-1}>
      <DrawingTools
        hand={hand}
        onHand={(change) => {
          setHand({ ...hand, ...change });
        }}
        onWriteByKeyboard={() => {
          if (!full) setWords({ at: CENTRE, text: '' });
        }}
        onUndo={undo}
        onClear={
          drawing.length > 0
            ? () => {
                go([...steps, []]);
              }
            : null
        }
        onDone={finish}
      />
      <DrawingSurface
        size={size}
        drawing={written ? [...drawing, written] : drawing}
        hand={hand}
        full={full}
        plane={plane}
        onStroke={add}
        onWrite={(at) => {
          setWords({ at, text: '' });
        }}
      />
      {words && (
        <WordsField
          at={words.at}
          size={size}
          plane={plane}
          text={words.text}
          onText={(text) => {
            setWords({ ...words, text });
          }}
          onDone={putWords}
          onCancel={() => {
            setWords(null);
            board.current?.focus();
          }}
        />
      )}
      <p className={styles.full} role="status">
        {full ? t('full', { count: MAX_STROKES }) : ''}
      </p>
    </div>
  );
}

/** Words as a stroke; null as long as there are none. */
function wordsStroke({ at, text }: { at: Point; text: string }, { colour, width }: Hand): Stroke | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : { tool: 'text', points: [...at], text: trimmed, colour, width };
}
