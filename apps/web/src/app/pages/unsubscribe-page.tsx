import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { UnsubscribeCard } from '../../features/notifications/unsubscribe-card';
import { OpenPage } from '../open-page';
import { usePageTitle } from '../use-page-title';

export function UnsubscribePage() {
  const { t } = useTranslation('notices');
  const token = useLocation({ select: ({ hash }) => hash });
  usePageTitle(t('unsubscribe.title'));
  return (
    <OpenPage>
      <UnsubscribeCard token={token} />
    </OpenPage>
  );
}
