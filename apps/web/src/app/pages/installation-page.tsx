import { useTranslation } from 'react-i18next';
import { InstallationBoard } from '../../features/installation/installation-board';
import { usePageTitle } from '../use-page-title';

export function InstallationPage() {
  const { t } = useTranslation('installation');
  usePageTitle(t('title'));
  return <InstallationBoard />;
}
