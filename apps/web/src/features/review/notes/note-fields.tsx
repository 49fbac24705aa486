import { NOTE_KINDS, NOTE_WEIGHTS, type NoteKind, type NoteWeight } from '@segue/review-document';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/choice';
import { SwitchRow } from '../../../ui/switch-row';
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
      <Choice
        aria-label={t('note.kind')}
        className={styles.kindField}
        options={NOTE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
        value={kind}
        onChoose={(value) => {
          onChange({ kind: value });
        }}
      />
      <SwitchRow
        label={t('note.weight')}
        options={NOTE_WEIGHTS.map((value) => ({ value, label: t(`weight.${value}`) }))}
        value={weight}
        onChoose={(value) => {
          onChange({ weight: value });
        }}
      />
    </>
  );
}
