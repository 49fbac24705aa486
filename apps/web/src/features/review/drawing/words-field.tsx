import { MAX_STROKE_TEXT, PICTURE_UNITS, type PictureSize } from '@segue/review-document';
import { TextInput } from '@mantine/core';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './drawing-board.module.css';
import type { Point } from './pen-line';

interface Props {
  readonly at: Point;
  readonly size: PictureSize;
  readonly plane: RefObject<SVGSVGElement | null>;
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Enter, or the focus went elsewhere: the words stay. */
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** Takes words for the picture, below the place where they stand. */
export function WordsField({ at, size, plane, text, onText, onDone, onCancel }: Props) {
  const { t } = useTranslation('drawing');
  const field = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  useLayoutEffect(() => {
    const matrix = plane.current?.getScreenCTM();
    const around = field.current?.offsetParent?.getBoundingClientRect();
    if (!matrix || !around) return;
    const [x, y] = [(at[0] / PICTURE_UNITS) * size.width, (at[1] / PICTURE_UNITS) * size.height];
    const screen = new DOMPoint(x, y).matrixTransform(matrix);
    setPlace({ left: screen.x - around.left, top: screen.y - around.top });
  }, [at, size, plane]);
  return (
    <div
      ref={field}
      className={styles.words}
      data-end={at[0] * 2 > PICTURE_UNITS || undefined}
      data-above={at[1] * 4 > PICTURE_UNITS * 3 || undefined}
      // Hidden in any other way it could not take the focus.
      style={place ?? { opacity: 0 }}
    >
      <TextInput
        autoFocus
        aria-label={t('words')}
        placeholder={t('words')}
        maxLength={MAX_STROKE_TEXT}
        value={text}
        onChange={(event) => {
          onText(event.currentTarget.value);
        }}
        onBlur={onDone}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === 'Enter') onDone();
          else onCancel();
        }}
      />
    </div>
  );
}
