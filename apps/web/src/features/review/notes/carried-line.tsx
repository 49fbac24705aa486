import { timecodeLabel } from '@segue/timecode';
import { useTranslation } from 'react-i18next';
import type { CarriedNote } from '../../../places/places';
import { useReview } from '../review-context';
import styles from './note-card.module.css';

/** Says where a note was given when a later cut has carried it elsewhere. */
export function CarriedLine({ noteId }: { noteId: string }) {
  const carried = useReview().places.ofNote(noteId);
  return carried && <Carried note={carried} />;
}

function Carried({ note: { fate, was, cutName } }: { note: CarriedNote }) {
  const { t } = useTranslation(['review', 'ui']);
  const { format } = useReview();
  const words = fate === 'by hand' ? t('carried.by hand') : t(`ui:fates.${fate}`);
  return (
    <p className={styles.change}>
      {t('carried.note', { at: timecodeLabel(was.in, format), cut: cutName, fate: words })}
    </p>
  );
}
