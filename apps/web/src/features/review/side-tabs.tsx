import { Tabs } from '@mantine/core';
import { Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './review-room.module.css';

interface Props {
  readonly tab: string;
  readonly onTab: (tab: string) => void;
  readonly notes: ReactNode;
  /** Null without a version, as is `version`. */
  readonly signOff: ReactNode;
  readonly version: ReactNode;
}

/**
 * The column beside the picture. What a tab shows is made when it first comes to the front, and stays as it is while
 * another one is there.
 */
export function SideTabs({ tab, onTab, notes, signOff, version }: Props) {
  const { t } = useTranslation('review');
  const none = signOff === null;
  const front = none ? 'notes' : tab;
  const [seen, setSeen] = useState<readonly string[]>([front]);
  if (!seen.includes(front)) setSeen([...seen, front]);
  return (
    <Tabs
      value={front}
      onChange={(chosen) => {
        onTab(chosen ?? 'notes');
      }}
      keepMounted
      className={styles.tabs}
    >
      <Tabs.List aria-label={t('side.label')}>
        <Tabs.Tab value="notes">{t('side.notes')}</Tabs.Tab>
        <Tabs.Tab value="sign-off" disabled={none}>
          {t('side.signOff')}
        </Tabs.Tab>
        <Tabs.Tab value="version" disabled={none}>
          {t('side.version')}
        </Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="notes" className={styles.tabPanel}>
        {notes}
      </Tabs.Panel>
      <Tabs.Panel value="sign-off" className={styles.tabPanel}>
        <Suspense>{seen.includes('sign-off') && signOff}</Suspense>
      </Tabs.Panel>
      <Tabs.Panel value="version" className={styles.tabPanel}>
        <Suspense>{seen.includes('version') && version}</Suspense>
      </Tabs.Panel>
    </Tabs>
  );
}
