import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { InstallationBoard } from '../../features/installation/installation-board';
import words from '../../locales/en/installation.json';
import { usePageTitle } from '../use-page-title';

// One person of an installation reads these words: they come with the page.
i18next.addResourceBundle('en', 'installation', words);

export function InstallationPage() {
  const { t } = useTranslation('installation');
  usePageTitle(t('title'));
  return <InstallationBoard />;
}
