import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
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

/** The column beside the picture. All tabs stay as they are while another one is in front. */
export function SideTabs({ tab, onTab, notes, signOff, version }: Props) {
  const { t } = useTranslation('review');
  const none = signOff === null;
  return (
    <Tabs
      value={none ? 'notes' : tab}
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
        {signOff}
      </Tabs.Panel>
      <Tabs.Panel value="version" className={styles.tabPanel}>
        {version}
      </Tabs.Panel>
    </Tabs>
  );
}
