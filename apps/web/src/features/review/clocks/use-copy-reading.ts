import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';

/** Puts a reading on the clipboard and says so. */
export function useCopyReading(): (reading: string) => void {
  const { t } = useTranslation('review');
  return (reading) => void copyReading(reading, t('clocks.copied', { reading }), t('clocks.failed'));
}

async function copyReading(reading: string, done: string, failed: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(reading);
    notifications.show({ message: done, autoClose: 2500 });
  } catch {
    // Browsers lend the clipboard only to pages on https: then it is at least shown.
    notifications.show({ message: `${failed} ${reading}`, autoClose: false });
  }
}
