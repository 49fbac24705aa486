import { ActionIcon, Popover } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unreadQuery } from '../../api/unread';
import styles from './bell.module.css';

const NewsPanel = lazy(() => import('./news-panel'));

/** More than this is much. */
const MOST_COUNTED = 99;

/** Rings when there is news, and opens it. */
export function Bell() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const { data: unread = 0 } = useQuery(unreadQuery);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width="min(440px, calc(100vw - 16px))"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          className={styles.bell}
          aria-label={unread === 0 ? t('notices.open') : t('notices.unread', { count: unread })}
          onClick={() => {
            setOpened(!opened);
          }}
        >
          <IconBell size={16} aria-hidden />
          {unread > 0 && (
            <span className={styles.count} aria-hidden>
              {unread > MOST_COUNTED ? `${MOST_COUNTED}+` : unread}
            </span>
          )}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown} aria-label={t('notices.open')}>
        <Suspense fallback={null}>
          <NewsPanel
            onFollow={() => {
              setOpened(false);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
