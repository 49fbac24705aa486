import type { Stem } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/choice';
import styles from './notes-panel.module.css';

interface Props {
  readonly stems: readonly Stem[];
  /** Id of a stem; null for the whole mix. */
  readonly stem: string | null;
  readonly onStem: (stem: string | null) => void;
}

/** What of the music a note is about. Nothing to choose where the version is one piece. */
export function StemSelect({ stems, stem, onStem }: Props) {
  const { t } = useTranslation('review');
  if (stems.length === 0) return null;
  return (
    <Choice
      aria-label={t('note.about')}
      className={styles.stemField}
      options={[
        { value: '', label: t('note.wholeMix') },
        ...stems.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={stem ?? ''}
      onChoose={(id) => {
        onStem(id === '' ? null : id);
      }}
    />
  );
}
