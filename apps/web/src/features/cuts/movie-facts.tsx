import { IconAlertTriangle } from '@tabler/icons-react';
import type { Cut, Film } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import { Timecode } from '../../ui/timecode';
import styles from './cuts-panel.module.css';

/** What was read from a cut's movie file, and what of it does not fit the film. */
export function MovieFacts({ movie, film }: { movie: NonNullable<Cut['movie']>; film: Film }) {
  const { t } = useTranslation('film');
  const { facts, fileName, size } = movie;
  const codecs = [facts.videoCodec, facts.audioCodec].filter((codec) => codec !== null).join(' + ');
  return (
    <div className={styles.movie}>
      <div className={styles.file}>{fileName}</div>
      <div className={styles.soft}>
        {facts.width}×{facts.height} · {t('cuts.framesPerSecond', { rate: facts.framesPerSecond })} ·{' '}
        <Timecode flicks={facts.lengthFlicks} format={film} as="length" /> · {facts.container} {codecs} ·{' '}
        {t('cuts.megabytes', { size: Math.round(size / 100_000) / 10 })}
      </div>
      {facts.warnings.map((warning) => (
        <div key={warning} className={styles.warning}>
          <IconAlertTriangle size={14} aria-label={t('cuts.warning')} /> {warning}
        </div>
      ))}
    </div>
  );
}
