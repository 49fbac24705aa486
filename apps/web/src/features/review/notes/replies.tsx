import { ActionIcon, Button, Textarea } from '@mantine/core';
import { may } from '@segue/access-policy';
import { MAX_TEXT, type BoardNote, type BoardReply } from '@segue/review-document';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../../ui/moment';
import { personColour } from '../../../ui/person-colour';
import { useReview } from '../review-context';
import styles from './note-card.module.css';
import { useTyping } from './use-typing';

interface Props {
  readonly note: BoardNote;
  readonly replying: boolean;
  readonly onReplying: (replying: boolean) => void;
}

/** The thread of a note, and the box to add to it. */
export function Replies({ note, replying, onReplying }: Props) {
  const { t } = useTranslation('review');
  const { notes } = useReview();
  const replies = note.replies.filter((reply) => !reply.withdrawn);
  if (replies.length === 0 && !replying) return null;
  return (
    <div className={styles.thread}>
      {replies.map((reply) => (
        <Reply key={reply.id} reply={reply} />
      ))}
      {replying && (
        <ReplyBox
          label={t('reply.text')}
          action={t('reply.send')}
          onDone={() => {
            onReplying(false);
          }}
          onText={(text) => {
            notes?.reply(note.id, text);
          }}
        />
      )}
    </div>
  );
}

function Reply({ reply }: { reply: BoardReply }) {
  const { t } = useTranslation('review');
  const { me, standing, notes, nameOf } = useReview();
  const [editing, setEditing] = useState(false);
  const mine = reply.author === me.id && may(standing, 'comment');
  if (editing) {
    return (
      <ReplyBox
        label={t('reply.edit')}
        action={t('note.save')}
        text={reply.text}
        onDone={() => {
          setEditing(false);
        }}
        onText={(text) => {
          notes?.editReply(reply.id, text);
        }}
      />
    );
  }
  return (
    <div className={styles.reply} role="group" aria-label={t('reply.label', { name: nameOf(reply.author) })}>
      <p className={styles.text}>{reply.text}</p>
      <div className={styles.by}>
        <span className={styles.author} style={{ '--person': personColour(reply.author) }}>
          {nameOf(reply.author)}
        </span>
        <Moment at={reply.at} />
        {reply.edited && <span>{t('note.edited')}</span>}
        {mine && (
          <span className={styles.replyTools}>
            <ActionIcon
              size={20}
              aria-label={t('reply.edit')}
              title={t('reply.edit')}
              onClick={() => {
                setEditing(true);
              }}
            >
              <IconPencil size={13} />
            </ActionIcon>
            <ActionIcon
              size={20}
              aria-label={t('reply.withdraw')}
              title={t('reply.withdraw')}
              onClick={() => {
                notes?.withdraw(reply.id);
              }}
            >
              <IconTrash size={13} />
            </ActionIcon>
          </span>
        )}
      </div>
    </div>
  );
}

interface BoxProps {
  readonly label: string;
  readonly action: string;
  readonly text?: string;
  readonly onText: (text: string) => void;
  readonly onDone: () => void;
}

function ReplyBox({ label, action, text: before = '', onText, onDone }: BoxProps) {
  const { t } = useTranslation('review');
  const { notes } = useReview();
  const [text, setText] = useState(before);
  const { typing, done } = useTyping(notes);
  const words = text.trim();

  function send() {
    if (words === '') return;
    onText(words);
    done();
    onDone();
  }

  return (
    <form
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        autoFocus
        aria-label={label}
        placeholder={t('reply.placeholder')}
        minRows={1}
        maxLength={MAX_TEXT}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          typing();
        }}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            send();
          }
        }}
      />
      <div className={styles.row}>
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('note.cancel')}
        </Button>
        <Button type="submit" disabled={words === ''}>
          {action}
        </Button>
      </div>
    </form>
  );
}
