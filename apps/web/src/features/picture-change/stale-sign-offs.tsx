import type { SignOff } from '@segue/protocol';
import type { TimecodeFormat } from '@segue/timecode';
import { useTranslation } from 'react-i18next';
import { changeUnder } from '../../api/sign-offs';
import { useChangeWords } from '../../ui/frame-differences';
import { CueLink } from './cue-link';
import styles from './picture-change.module.css';

interface Props {
  readonly filmId: string;
  readonly signOffs: readonly SignOff[];
  readonly format: TimecodeFormat;
}

/** Sign-offs that a later cut has overtaken, each with the reason. */
export function StaleSignOffs({ filmId, signOffs, format }: Props) {
  const { t } = useTranslation('picture-change');
  const words = useChangeWords(format);
  if (signOffs.length === 0) return null;
  return (
    <section className={styles.stale} aria-label={t('stale.label')}>
      <h2>{t('stale.title', { count: signOffs.length })}</h2>
      <ul>
        {signOffs.map(({ id, person, role, sense, statement, stale }) => (
          <li key={id}>
            <CueLink filmId={filmId} cueId={statement.cueId}>
              {t('stale.what', { cue: statement.cueNumber, version: statement.versionNumber })}
            </CueLink>{' '}
            {t('stale.by', { name: person.name, role, sense, cut: statement.cutName })}
            {': '}
            <strong>{stale && words(changeUnder(stale))}</strong>
          </li>
        ))}
      </ul>
    </section>
  );
}
