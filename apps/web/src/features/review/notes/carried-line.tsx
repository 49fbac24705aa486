import { timecodeLabel } from '@segue/timecode';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import styles from './note-card.module.css';

/** Says where a note was given when a later cut has carried it elsewhere. */
export function CarriedLine({ noteId }: { noteId: string }) {
  const { t } = useTranslation(['review', 'ui']);
  const { places, format } = useReview();
  const carried = places.ofNote(noteId);
  if (!carried) return null;
  const { fate, was, cutName } = carried;
  const words = fate === 'by hand' ? t('carried.by hand') : t(`ui:fates.${fate}`);
  return (
    <p className={styles.change}>
      {t('carried.note', { at: timecodeLabel(was.in, format), cut: cutName, fate: words })}
    </p>
  );
}
