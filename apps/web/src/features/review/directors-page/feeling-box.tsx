import { Button, Textarea } from '@mantine/core';
import { may } from '@segue/access-policy';
import { MAX_TEXT, type Attachment } from '@segue/review-document';
import { timecodeLabel } from '@segue/timecode';
import { useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useLoaded } from '../../../realtime/use-session';
import { AttachButton } from '../notes/attach-button';
import { useTyping } from '../notes/use-typing';
import { useReview } from '../review-context';
import { stepFrames } from '../transport/programme';
import styles from './directors-page.module.css';

interface Props {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  /** The timecode label at which the note was made. */
  readonly onSent: (at: string) => void;
}

/**
 * The box for what one feels. The first letter holds the picture and fixes the moment; Return sends and lets it go on. While
 * it is empty, Space plays and pauses.
 */
export function FeelingBox({ field, onSent }: Props) {
  const { t } = useTranslation('director');
  const { transport, version, cut, notes, format, standing } = useReview();
  const loaded = useLoaded(notes);
  const [text, setText] = useState('');
  const [at, setAt] = useState<number | null>(null);
  const wasPlaying = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  /** The files beside the words; null while some are on their way. */
  const [files, setFiles] = useState<Attachment[] | null>([]);
  const [sent, setSent] = useState('');
  const { typing, done } = useTyping(notes);
  const words = text.trim();
  // Words may be typed before the notes are there: whoever begins at once loses no letter.
  const open = version !== null && may(standing, 'comment');
  const ready = loaded && open;

  function write(next: string) {
    if (at === null && next.trim() !== '') {
      wasPlaying.current = transport.getSnapshot().playing;
      transport.pause();
      // Of the picture that now stands still, not of the one that was there when the key went down.
      setAt(stepFrames(transport.position, 0, format.rate));
    }
    if (next === '') setAt(null);
    setText(next);
    typing();
  }

  function send() {
    if (!ready || !notes || words === '' || at === null || !files) return;
    const id = notes.addNote({
      version: version.id,
      cut: cut?.id ?? null,
      in: at,
      out: null,
      kind: 'feeling',
      weight: 'taste',
      text: words,
      ...(files.length > 0 && { attachments: files }),
    });
    setText('');
    setSent(id);
    setAt(null);
    done();
    onSent(timecodeLabel(at, format));
    if (wasPlaying.current) transport.play(1);
    wasPlaying.current = false;
  }

  return (
    <form
      ref={form}
      className={styles.box}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        ref={field}
        classNames={{ root: styles.field ?? '', input: styles.words ?? '' }}
        aria-label={t('box')}
        placeholder={version === null ? t('noVersion') : t('box')}
        disabled={!open}
        maxLength={MAX_TEXT}
        rows={1}
        value={text}
        onChange={(event) => {
          write(event.currentTarget.value);
        }}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.key === ' ' && text === '') {
            event.preventDefault();
            transport.toggle();
          }
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            send();
          }
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      {ready && <AttachButton key={sent} to={form} onFiles={setFiles} />}
      <Button type="submit" size="md" disabled={words === '' || !files || !ready}>
        {at === null ? t('send') : t('sendAt', { at: timecodeLabel(at, format) })}
      </Button>
    </form>
  );
}
