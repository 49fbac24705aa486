import type { AudioFacts } from '@segue/protocol';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { channelNames } from './channel-names';
import { findingText, type Finding } from './finding-text';
import styles from './sound-report.module.css';

interface Props {
  readonly findings: readonly Finding[];
  readonly facts: Pick<AudioFacts, 'channels' | 'layout' | 'sampleRate'>;
}

/** What is to be said of a file, in words. */
export function FindingList({ findings, facts }: Props) {
  const { t, i18n } = useTranslation('review');
  const names = channelNames(facts);
  return (
    <ul className={styles.findings}>
      {findings.map((finding) => (
        <li key={finding.code} className={styles.finding} data-severity={finding.severity}>
          {finding.severity === 'breach' ? (
            <IconAlertTriangle size={15} aria-label={t('soundReport.breach')} />
          ) : (
            <IconInfoCircle size={15} aria-label={t('soundReport.remark')} />
          )}
          {findingText(finding, t, names, facts.sampleRate, i18n.language)}
        </li>
      ))}
    </ul>
  );
}
