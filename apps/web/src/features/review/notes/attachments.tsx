import { Modal } from '@mantine/core';
import type { Attachment } from '@segue/review-document';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attachmentAddress } from '../../../api/attachments';
import { useReview } from '../review-context';
import styles from './attachments.module.css';

/** The files of a note or a reply: pictures to look at, sounds to listen to, paper to take along. */
export default function Attachments({ files }: { files: readonly Attachment[] }) {
  const { t } = useTranslation('notes');
  return (
    <ul className={styles.files} aria-label={t('attachments.list')}>
      {files.map((file, index) => (
        // The same file may stand there twice.
        <li key={index}>
          <Shown file={file} />
        </li>
      ))}
    </ul>
  );
}

function Shown({ file }: { file: Attachment }) {
  const { t, i18n } = useTranslation('notes');
  const { cue } = useReview();
  const address = attachmentAddress(cue.id, file);
  const { name, type, bytes } = file;
  if (type.startsWith('image/')) return <Picture name={name} address={address} />;
  if (type.startsWith('audio/')) {
    return (
      <figure className={styles.sound}>
        <figcaption>{name}</figcaption>
        <audio controls preload="none" src={address} aria-label={t('attachments.listen', { name })} />
      </figure>
    );
  }
  const size = new Intl.NumberFormat(i18n.language, {
    style: 'unit',
    unit: bytes < 100_000 ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: 1,
  }).format(bytes < 100_000 ? bytes / 1e3 : bytes / 1e6);
  return (
    <a className={styles.paper} href={address} download={name}>
      <IconFileTypePdf size={16} aria-hidden />
      <span className={styles.name}>{name}</span>
      <span className={styles.size}>{size}</span>
    </a>
  );
}

function Picture({ name, address }: { name: string; address: string }) {
  const { t } = useTranslation(['notes', 'ui']);
  const [opened, setOpened] = useState(false);
  return (
    <>
      <button
        type="button"
        className={styles.thumbnail}
        aria-label={t('attachments.show', { name })}
        title={name}
        onClick={() => {
          setOpened(true);
        }}
      >
        <img src={address} alt="" loading="lazy" />
      </button>
      <Modal
        opened={opened}
        onClose={() => {
          setOpened(false);
        }}
        title={name}
        size="auto"
        closeButtonProps={{ 'aria-label': t('ui:close') }}
      >
        <img className={styles.picture} src={address} alt={name} />
      </Modal>
    </>
  );
}
