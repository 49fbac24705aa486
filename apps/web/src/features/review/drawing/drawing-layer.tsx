import { ActionIcon, Tooltip } from '@mantine/core';
import type { BoardNote, PictureSize } from '@segue/review-document';
import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PicturePlane } from '../picture-plane';
import { useReview } from '../review-context';
import { useEachMove, useTransportState } from '../transport/use-transport';
import { isDrawnAt } from './drawn-at';
import styles from './drawing.module.css';
import { Strokes } from './strokes';

interface Props {
  /** The notes that have a drawing. */
  readonly notes: readonly BoardNote[];
  readonly size: PictureSize;
  readonly hidden: boolean;
  readonly onHidden: (hidden: boolean) => void;
}

/** What was drawn over the frame that is shown. */
export default function DrawingLayer({ notes, size, hidden, onHidden }: Props) {
  const { t } = useTranslation('drawing');
  const { nameOf } = useReview();
  const here = useNotesHere(notes);
  const label = t(hidden ? 'show' : 'hide');
  return (
    <>
      {!hidden && here.length > 0 && (
        <PicturePlane size={size}>
          {here.map((note) => (
            <g key={note.id} role="img" aria-label={t('by', { name: nameOf(note.author) })}>
              <Strokes drawing={note.drawing ?? []} size={size} />
            </g>
          ))}
        </PicturePlane>
      )}
      <Tooltip label={label}>
        <ActionIcon
          className={styles.toggle}
          aria-label={label}
          onClick={() => {
            onHidden(!hidden);
          }}
        >
          {hidden ? <IconEyeOff size={16} /> : <IconEye size={16} />}
        </ActionIcon>
      </Tooltip>
    </>
  );
}

/** Those at the playhead. The same list until it changes, so that nothing is drawn anew with every frame. */
function useNotesHere(notes: readonly BoardNote[]): readonly BoardNote[] {
  const { transport, format } = useReview();
  const { playing } = useTransportState(transport);
  const [here, setHere] = useState<readonly BoardNote[]>([]);
  const look = useCallback(() => {
    const { position } = transport;
    const now = notes.filter((note) => isDrawnAt(note, position, format.rate, playing));
    setHere((before) =>
      before.length === now.length && before.every((note, index) => note === now[index]) ? before : now,
    );
  }, [transport, notes, format.rate, playing]);
  useEachMove(transport, look);
  return here;
}
