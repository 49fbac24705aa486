import { MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS, type Attachment } from '@segue/review-document';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { bringFile } from '../../../api/attachments';

/** A file on its way to the cue, or there. */
export interface Bringing {
  readonly key: number;
  readonly name: string;
  /** Which part was sent, 0 to 1. */
  readonly sent: number;
  /** Null until it is there. */
  readonly attachment: Attachment | null;
  /** Why it does not get there, in words. */
  readonly problem: string | null;
}

/** The files that somebody brings for what they are writing. What is removed, or left with the page, is not sent on. */
export function useBringing(cueId: string, onFiles: (files: Attachment[] | null) => void) {
  const { t } = useTranslation('notes');
  const [items, setItems] = useState<readonly Bringing[]>([]);
  const underway = useRef(new Map<number, AbortController>());
  const next = useRef(0);

  useEffect(() => {
    const isUnderway = items.some(({ attachment, problem }) => !attachment && problem === null);
    onFiles(isUnderway ? null : filesOf(items));
  }, [items, onFiles]);

  useEffect(() => {
    const all = underway.current;
    return () => {
      for (const each of all.values()) each.abort();
      onFiles([]);
    };
  }, [onFiles]);

  const change = useCallback((key: number, news: Partial<Bringing>) => {
    setItems((before) => before.map((item) => (item.key === key ? { ...item, ...news } : item)));
  }, []);

  const bring = useCallback(
    (files: readonly File[]) => {
      for (const file of files) {
        const key = next.current++;
        const { name } = file;
        const item = { key, name, sent: 0, attachment: null, problem: null };
        if (underway.current.size >= MAX_ATTACHMENTS || file.size > MAX_ATTACHMENT_BYTES) {
          const most = MAX_ATTACHMENT_BYTES / 1e6;
          const isTooLarge = file.size > MAX_ATTACHMENT_BYTES;
          const problem = isTooLarge
            ? t('attachments.tooLarge', { name, most })
            : t('attachments.tooMany', { name, most: MAX_ATTACHMENTS });
          setItems((before) => [...before, { ...item, problem }]);
          continue;
        }
        const ending = new AbortController();
        underway.current.set(key, ending);
        setItems((before) => [...before, item]);
        const onProgress = (sent: number): void => {
          change(key, { sent });
        };
        bringFile(cueId, file, onProgress, ending.signal).then(
          (attachment) => {
            change(key, { attachment });
          },
          (error: unknown) => {
            if (ending.signal.aborted) return;
            underway.current.delete(key);
            change(key, { problem: `${name}: ${error instanceof Error ? error.message : String(error)}` });
          },
        );
      }
    },
    [cueId, change, t],
  );

  const remove = useCallback((key: number) => {
    underway.current.get(key)?.abort();
    underway.current.delete(key);
    setItems((before) => before.filter((item) => item.key !== key));
  }, []);

  return { items, bring, remove };
}

/** Each once: the same bytes may have been chosen twice. */
function filesOf(items: readonly Bringing[]): Attachment[] {
  const files = new Map<string, Attachment>();
  for (const { attachment } of items) if (attachment) files.set(attachment.file, attachment);
  return [...files.values()];
}
