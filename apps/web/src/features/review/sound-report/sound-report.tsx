import type { AudioFacts, SoundReport as Report } from '@segue/protocol';
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { decimal } from '../../../ui/look/numbers';
import { channelNames } from './channel-names';
import { FindingList } from './finding-list';
import type { Finding } from './finding-text';
import { level } from './levels';
import styles from './sound-report.module.css';

interface Props {
  readonly facts: AudioFacts;
  readonly report: Report;
  /** What is to be said of it, breaches of the film's delivery spec first. */
  readonly findings: readonly Finding[];
}

/** What was measured in a delivered file: what is wrong with it first, then its loudness, then each channel. */
export function SoundReport({ facts, report, findings }: Props) {
  const { t, i18n } = useTranslation('review');
  const { language } = i18n;
  const { loudness } = report;
  const names = channelNames(facts);
  const seconds = (samples: number): string =>
    t('soundReport.seconds', { value: decimal(samples / facts.sampleRate, 2, language) });
  const measured: readonly (readonly [name: string, value: string])[] = [
    [t('soundReport.integrated'), level(loudness.integrated, 'LUFS', language)],
    [t('soundReport.shortTerm'), level(loudness.shortTermMax, 'LUFS', language)],
    [t('soundReport.momentary'), level(loudness.momentaryMax, 'LUFS', language)],
    [t('soundReport.range'), level(loudness.range, 'LU', language)],
    [t('soundReport.truePeak'), level(report.truePeak, 'dBTP', language)],
    [t('soundReport.silence'), `${seconds(report.leadingSilence)} / ${seconds(report.trailingSilence)}`],
    [
      t('soundReport.correlation'),
      report.correlation === null ? '–' : decimal(report.correlation, 2, language),
    ],
  ];
  return (
    <section className={styles.report} aria-label={t('soundReport.label')}>
      {findings.length === 0 ? (
        <p className={styles.finding} data-severity="none">
          <IconCircleCheck size={15} aria-hidden /> {t('soundReport.nothing')}
        </p>
      ) : (
        <FindingList findings={findings} facts={facts} />
      )}
      <dl className={styles.measured}>
        {measured.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <table className={styles.channels}>
        <thead>
          <tr>
            <th scope="col">{t('soundReport.channel')}</th>
            <th scope="col">{t('soundReport.peak')}</th>
            <th scope="col">{t('soundReport.clips')}</th>
            <th scope="col">{t('soundReport.dc')}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name, index) => {
            const channel = report.channels[index];
            if (!channel) return null;
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{level(channel.peak, 'dBFS', language)}</td>
                <td data-bad={channel.clips > 0 || undefined}>{channel.clips}</td>
                <td>{t('soundReport.percent', { value: decimal(channel.dc * 100, 3, language) })}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
