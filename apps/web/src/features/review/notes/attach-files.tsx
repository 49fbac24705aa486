import { ActionIcon, Tooltip } from '@mantine/core';
import type { Attachment } from '@segue/review-document';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useEffect, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import styles from './attachments.module.css';
import { useBringing, type Bringing } from './use-bringing';

const ACCEPTED = '.png,.jpg,.jpeg,.webp,.gif,.pdf,.wav,.mp3,.flac,.ogg,.oga,.opus,.m4a';

interface Props {
  /** Where files can be pasted and dropped. */
  readonly to: RefObject<HTMLElement | null>;
  /** Null while some are on their way. Stays the same from render to render. */
  readonly onFiles: (files: Attachment[] | null) => void;
}

/** Brings files for a note or a reply that is being written: chosen, pasted or dropped. They are listed until it is sent. */
export default function AttachFiles({ to, onFiles }: Props) {
  const { t } = useTranslation('notes');
  const { cue } = useReview();
  const input = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const { items, bring, remove } = useBringing(cue.id, onFiles);

  useEffect(() => {
    const place = to.current;
    if (!place) return undefined;
    const ending = new AbortController();
    const { signal } = ending;
    const paste = (event: ClipboardEvent) => {
      if (!event.clipboardData) return;
      const { files, types } = event.clipboardData;
      // Words from an office program come with a picture of themselves: there the words are meant.
      if (files.length === 0 || (types.includes('text/plain') && types.includes('text/html'))) return;
      event.preventDefault();
      bring([...files]);
    };
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const drop = (event: DragEvent) => {
      over(event);
      bring([...(event.dataTransfer?.files ?? [])]);
    };
    place.addEventListener('paste', paste, { signal });
    place.addEventListener('dragover', over, { signal });
    place.addEventListener('drop', drop, { signal });
    return () => {
      ending.abort();
    };
  }, [to, bring]);

  const label = t('attachments.add');
  return (
    <>
      <Tooltip label={label}>
        <ActionIcon ref={button} aria-label={label} onClick={() => input.current?.click()}>
          <IconPaperclip size={16} />
        </ActionIcon>
      </Tooltip>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        onChange={({ currentTarget }) => {
          bring([...(currentTarget.files ?? [])]);
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
      <ul className={styles.brought} aria-label={t('attachments.list')} hidden={items.length === 0}>
        {items.map((item) => (
          <li key={item.key} data-problem={item.problem !== null || undefined}>
            <Standing item={item} />
            <ActionIcon
              size={20}
              aria-label={t('attachments.remove', { name: item.name })}
              title={t('attachments.remove', { name: item.name })}
              onClick={() => {
                remove(item.key);
                button.current?.focus();
              }}
            >
              <IconX size={13} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </>
  );
}

function Standing({ item: { name, sent, attachment, problem } }: { item: Bringing }) {
  const { t } = useTranslation('notes');
  if (problem !== null) return <span role="alert">{problem}</span>;
  if (attachment) return <span role="status">{t('attachments.brought', { name })}</span>;
  return (
    <>
      <span>{name}</span>
      <progress aria-label={t('attachments.sending', { name })} value={sent} />
    </>
  );
}
