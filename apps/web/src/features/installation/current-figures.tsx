import type { Installation } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import styles from './installation.module.css';
import { useFigures } from './use-figures';

/** The counts of this moment, and what went wrong since the node started. */
export function CurrentFigures({ installation }: { installation: Installation }) {
  const { t } = useTranslation('installation');
  const figures = useFigures();
  const { sync, people, health } = installation;
  const { refusedUpdates, storageFaults, cutOff } = health.troubles;
  const shown = [
    { name: 'people', value: people.length },
    { name: 'rooms', value: sync.documents },
    { name: 'connections', value: sync.connections },
    { name: 'awake', value: sync.awake },
    { name: 'waiting', value: sync.waiting },
    { name: 'refused', value: refusedUpdates, sinceStart: true },
    { name: 'cutOff', value: cutOff, sinceStart: true },
    { name: 'faults', value: storageFaults, sinceStart: true, bad: storageFaults > 0 },
  ];
  return (
    <dl className={styles.figures} aria-label={t('figures.label')}>
      {shown.map(({ name, value, sinceStart, bad }) => (
        <div key={name} className={styles.figure} title={t(`figures.why.${name}`)}>
          <dt>{t(`figures.${name}`)}</dt>
          <dd data-verdict={bad ? 'bad' : undefined}>{figures.count(value)}</dd>
          <dd className={styles.since}>{t(sinceStart ? 'figures.sinceStart' : 'figures.now')}</dd>
        </div>
      ))}
    </dl>
  );
}
