import { Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCloudCheck,
  IconCloudOff,
  IconCloudUp,
  IconCloudX,
  IconLock,
  IconPlugConnected,
  type Icon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './save-badge.module.css';

interface Props {
  readonly status: 'connecting' | 'saved' | 'saving' | 'offline' | 'not-saved' | 'closed';
  /** Changes that only this device has. */
  readonly unsaved: number;
  /** Whether not even this device keeps them: they go with the page. */
  readonly onlyInPage?: boolean | undefined;
  /** Changes that the server did not take. */
  readonly refused?: number;
}

const ICONS = {
  connecting: IconPlugConnected,
  saved: IconCloudCheck,
  saving: IconCloudUp,
  offline: IconCloudOff,
  'not-saved': IconCloudX,
  closed: IconLock,
  refused: IconAlertTriangle,
} satisfies Record<string, Icon>;

/** Says truthfully where one's own work is: with the server, on the way, or only here. */
export function SaveBadge({ status, unsaved, onlyInPage = false, refused = 0 }: Props) {
  const { t } = useTranslation('ui');
  const shown = refused > 0 ? 'refused' : status;
  const Shown = ICONS[shown];
  const count = shown === 'refused' ? refused : unsaved;
  const text = shown === 'offline' && unsaved > 0 && !onlyInPage ? 'kept' : 'text';
  const why =
    onlyInPage && (shown === 'offline' || shown === 'not-saved') ? 'save.onlyInPage' : `save.${shown}.why`;
  return (
    <Tooltip label={t(why, { count })} multiline maw={280}>
      <span className={styles.badge} data-state={shown} role="status" aria-label={t('save.label')}>
        <Shown size={15} aria-hidden />
        <span>{t(`save.${shown}.${text}`, { count })}</span>
      </span>
    </Tooltip>
  );
}
