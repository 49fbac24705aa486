import type { AudioFacts } from '@segue/protocol';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { channelNames } from './channel-names';
import { findingText, type Finding } from './finding-text';
import styles from './sound-report.module.css';

interface Props {
  readonly findings: readonly Finding[];
  readonly facts: Pick<AudioFacts, 'channels' | 'sampleRate'>;
}

/** What is to be said of a file, in words. */
export function FindingList({ findings, facts }: Props) {
  const { t } = useTranslation('review');
  const names = channelNames(facts.channels);
  return (
    <ul className={styles.findings}>
      {findings.map((finding) => (
        <li key={finding.code} className={styles.finding} data-severity={finding.severity}>
          {finding.severity === 'breach' ? (
            <IconAlertTriangle size={15} aria-label={t('soundReport.breach')} />
          ) : (
            <IconInfoCircle size={15} aria-label={t('soundReport.remark')} />
          )}
          {findingText(finding, t, names, facts.sampleRate)}
        </li>
      ))}
    </ul>
  );
}
