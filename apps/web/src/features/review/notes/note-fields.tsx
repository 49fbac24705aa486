import { SegmentedControl, Select } from '@mantine/core';
import { NOTE_KINDS, NOTE_WEIGHTS, type NoteKind, type NoteWeight } from '@segue/review-document';
import { useTranslation } from 'react-i18next';
import styles from './notes-panel.module.css';

interface Props {
  readonly kind: NoteKind;
  readonly weight: NoteWeight;
  readonly onChange: (change: { kind?: NoteKind; weight?: NoteWeight }) => void;
}

/** What a note is about, and how binding it is. */
export function NoteFields({ kind, weight, onChange }: Props) {
  const { t } = useTranslation('review');
  return (
    <>
      <Select
        aria-label={t('note.kind')}
        className={styles.kindField}
        data={NOTE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={kind}
        onChange={(value) => {
          if (value !== null) onChange({ kind: value });
        }}
      />
      <SegmentedControl
        aria-label={t('note.weight')}
        data={NOTE_WEIGHTS.map((value) => ({ value, label: t(`weight.${value}`) }))}
        value={weight}
        onChange={(value) => {
          onChange({ weight: value });
        }}
      />
    </>
  );
}
