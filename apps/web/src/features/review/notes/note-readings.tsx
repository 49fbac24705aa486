import { Menu } from '@mantine/core';
import type { BoardNote } from '@segue/review-document';
import { IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useClockFace } from '../clocks/use-clock-face';
import { useCopyReading } from '../clocks/use-copy-reading';
import styles from './note-card.module.css';
import { readingsAt } from './note-place';

/** Where a note begins on every clock, as entries of its menu that copy it. */
export function NoteReadings({ note }: { note: BoardNote }) {
  const { t } = useTranslation('review');
  const face = useClockFace();
  const copy = useCopyReading();
  return (
    <>
      <Menu.Divider />
      {readingsAt(note.in, face).map(({ clock, reading }) => (
        <Menu.Item
          key={clock}
          leftSection={<IconCopy size={14} />}
          rightSection={<span className={styles.reading}>{reading}</span>}
          onClick={() => {
            copy(reading);
          }}
        >
          {t('clocks.copy', { clock: t(`clocks.name.${clock}`) })}
        </Menu.Item>
      ))}
    </>
  );
}
