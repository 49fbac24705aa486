import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './delivery.module.css';

interface Props {
  readonly accept: string;
  readonly hint: string;
  readonly onFile: (file: File) => void;
}

/** Takes a file that is dropped here or chosen. */
export function DropZone({ accept, hint, onFile }: Props) {
  const { t } = useTranslation('delivery');
  const [over, setOver] = useState(false);
  return (
    <div
      className={styles.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
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
    </div>
  );
}
