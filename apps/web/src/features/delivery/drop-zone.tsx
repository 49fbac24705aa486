import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DropArea } from '../../ui/drop-area';
import styles from './delivery.module.css';

interface Props {
  readonly accept: string;
  readonly hint: string;
  readonly onFile: (file: File) => void;
}

/** Takes a file that is dropped here or chosen. */
export function DropZone({ accept, hint, onFile }: Props) {
  const { t } = useTranslation('delivery');
  return (
    <DropArea
      className={styles.drop}
      onFiles={([file]) => {
        if (file) onFile(file);
      }}
    >
      <span>{t('drop')}</span>
      <FileButton
        accept={accept}
        inputProps={{ 'aria-label': t('choose') }}
        onChange={(file) => {
          if (file) onFile(file);
        }}
      >
        {(props) => (
          <Button leftSection={<IconUpload size={15} />} {...props}>
            {t('choose')}
          </Button>
        )}
      </FileButton>
      <span className={styles.hint}>{hint}</span>
    </DropArea>
  );
}
