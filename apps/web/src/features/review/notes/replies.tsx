import { Button } from '@mantine/core';
import { may } from '@segue/access-policy';
import type { Attachment, BoardNote, BoardReply } from '@segue/review-document';
import { IconMoodSmile, IconPencil, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { LateMenu } from '../../../ui/late-menu';
import { Moment } from '../../../ui/moment';
import { personColour } from '../../../ui/person-colour';
import { useReview } from '../review-context';
import { AttachButton } from './attach-button';
import { mentionsIn } from './mentions';
import styles from './note-card.module.css';
import { NoteText } from './note-text';
import { NoteWords } from './note-words';
import { Tool } from './tool';
import { useTyping } from './use-typing';
import { useWithdraw } from './use-withdraw';

const Attachments = lazy(() => import('./attachments'));
const ReactItems = lazy(() => import('./react-items'));
const Reactions = lazy(() => import('./reactions'));

interface Props {
  readonly note: BoardNote;
  /** Set while an answer is being written; `corrects` is the reading of the note that it sets right. */
  readonly replying: { readonly corrects?: string } | null;
  readonly onReplied: () => void;
}

/** The thread of a note, and the box to add to it. */
export function Replies({ note, replying, onReplied }: Props) {
  const { t, notes } = useReview();
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
          onDone={onReplied}
          attaches
          onText={(text, mentions, attachments) => {
            notes?.reply(note.id, text, {
              ...(mentions.length > 0 && { mentions }),
              ...(attachments.length > 0 && { attachments }),
              ...replying,
            });
          }}
        />
      )}
    </div>
  );
}

function Reply({ reply }: { reply: BoardReply }) {
  const { t, me, standing, notes, nameOf } = useReview();
  const [editing, setEditing] = useState(false);
  const withdraw = useWithdraw();
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
        onText={(text, mentions) => {
          notes?.editReply(reply.id, text, mentions);
        }}
      />
    );
  }
  return (
    <div className={styles.reply} role="group" aria-label={t('reply.label', { name: nameOf(reply.author) })}>
      <p
        className={styles.text}
        onDoubleClick={() => {
          setEditing(mine);
        }}
      >
        <NoteWords text={reply.text} mentions={reply.mentions} />
      </p>
      <Suspense>
        {reply.attachments.length > 0 && <Attachments files={reply.attachments} />}
        {reply.reactions.length > 0 && <Reactions id={reply.id} reactions={reply.reactions} />}
      </Suspense>
      <div className={styles.by}>
        <span className={styles.author} style={{ '--person': personColour(reply.author) }}>
          {nameOf(reply.author)}
        </span>
        <Moment at={reply.at} />
        {reply.edited && <span>{t('note.edited')}</span>}
        <span className={styles.replyTools}>
          {may(standing, 'comment') && (
            <LateMenu
              button={
                <Tool label={t('reply.react')}>
                  <IconMoodSmile size={13} />
                </Tool>
              }
            >
              <ReactItems id={reply.id} reactions={reply.reactions} />
            </LateMenu>
          )}
          {mine && (
            <>
              <Tool
                label={t('reply.edit')}
                onClick={() => {
                  setEditing(true);
                }}
              >
                <IconPencil size={13} />
              </Tool>
              <Tool
                label={t('reply.withdraw')}
                onClick={() => {
                  withdraw(reply.id);
                }}
              >
                <IconTrash size={13} />
              </Tool>
            </>
          )}
        </span>
      </div>
    </div>
  );
}

interface BoxProps {
  readonly label: string;
  readonly action: string;
  readonly text?: string;
  /** Whether files can be put beside the words. */
  readonly attaches?: boolean;
  readonly onText: (text: string, mentions: string[], attachments: Attachment[]) => void;
  readonly onDone: () => void;
}

function ReplyBox({ label, action, text: before = '', attaches = false, onText, onDone }: BoxProps) {
  const { t, notes, members } = useReview();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(before);
  const form = useRef<HTMLFormElement>(null);
  /** Null while some are on their way. */
  const [files, setFiles] = useState<Attachment[] | null>([]);
  const { typing, done } = useTyping(notes);
  const words = text.trim();

  function send() {
    if (words === '' || !files) return;
    onText(words, mentionsIn(words, members), files);
    done();
    onDone();
  }

  return (
    <form
      ref={form}
      className={styles.editor}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <NoteText
        field={field}
        autoFocus
        label={label}
        placeholder={t('reply.placeholder')}
        text={text}
        onText={(next) => {
          setText(next);
          typing();
        }}
        onBlur={done}
        onKey={(event) => {
          if (event.key === 'Escape') onDone();
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            send();
          }
        }}
      />
      <div className={styles.row}>
        {attaches && <AttachButton to={form} onFiles={setFiles} />}
        <Button variant="subtle" color="gray" onClick={onDone}>
          {t('note.cancel')}
        </Button>
        <Button type="submit" disabled={words === '' || !files}>
          {action}
        </Button>
      </div>
    </form>
  );
}
