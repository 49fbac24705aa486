import { flicksToFrame, formatOffset, formatTimecode } from '@segue/timecode';
import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import { heart } from './programme';
import styles from './transport-bar.module.css';
import { useEachMove } from './use-transport';

/** Where the playhead is: in the film, and counted from the start of the cue. Written by hand with every frame. */
export function Readout() {
  const { t } = useTranslation('review');
  const { transport, programme, format } = useReview();
  const film = useRef<HTMLDivElement>(null);
  const cue = useRef<HTMLDivElement>(null);
  const zero = flicksToFrame((programme.cue ?? heart(programme)).start, format.rate);
  const draw = useCallback(() => {
    const frame = flicksToFrame(transport.position, format.rate);
    if (film.current) film.current.textContent = formatTimecode(frame, format);
    if (cue.current) cue.current.textContent = formatOffset(frame - zero, format);
  }, [transport, format, zero]);
  useEachMove(transport, draw);
  return (
    <div className={styles.readout}>
      <div ref={film} role="timer" aria-label={t('transport.film')} className={styles.film} />
      <div className={styles.relative}>
        <span aria-hidden>{t('transport.cueShort')}</span>
        <div ref={cue} role="timer" aria-label={t('transport.cue')} className={styles.cue} />
      </div>
    </div>
  );
}
