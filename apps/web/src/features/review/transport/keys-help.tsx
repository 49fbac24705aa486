import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { KEY_LIST } from './keys';
import styles from './keys-help.module.css';

/** The list of keys. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('review');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      size="md"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <dl className={styles.list}>
        {KEY_LIST.map(([act, keys]) => (
          <div key={act}>
            <dt>
              {keys.split(' ').map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{t(`keys.${act}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
