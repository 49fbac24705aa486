import { ActionIcon, Button, Textarea, Tooltip } from '@mantine/core';
import { MAX_TEXT, type NoteKind, type NoteWeight } from '@segue/review-document';
import { IconBracketsContain, IconMapPin } from '@tabler/icons-react';
import { useCallback, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { timecodeLabel } from '@segue/timecode';
import { Timecode } from '../../../ui/timecode';
import { useReview } from '../review-context';
import { stepFrames } from '../transport/programme';
import { useEachMove, useTransportState } from '../transport/use-transport';
import { NoteFields } from './note-fields';
import styles from './notes-panel.module.css';
import { useTyping } from './use-typing';

/** Where a note is going to be: fixed when the typing starts. */
export interface Anchor {
  readonly in: number;
  readonly out: number | null;
}

interface Props {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly anchor: Anchor | null;
  readonly onAnchor: (anchor: Anchor | null) => void;
  readonly onSent: (noteId: string) => void;
  /** Whether the document takes notes now. */
  readonly ready: boolean;
}

/** The box for a new note at the foot of the list. */
export function Composer({ field, anchor, onAnchor, onSent, ready }: Props) {
  const { t } = useTranslation('review');
  const { transport, version, cut, notes, format } = useReview();
  const { markIn, markOut } = useTransportState(transport);
  const [text, setText] = useState('');
  const [kind, setKind] = useState<NoteKind>('feeling');
  const [weight, setWeight] = useState<NoteWeight>('taste');
  const { typing, done } = useTyping(notes);
  const words = text.trim();

  const here = (): Anchor => ({ in: stepFrames(transport.position, 0, format.rate), out: null });

  function send() {
    if (!notes || !version || words === '' || !ready) return;
    const place = anchor ?? here();
    const note = { version: version.id, cut: cut?.id ?? null, ...place, kind, weight, text: words };
    const id = notes.addNote(note);
    if (place.out !== null && place.in === markIn) transport.setMarks(null, null);
    setText('');
    onAnchor(null);
    done();
    onSent(id);
  }

  return (
    <form
      className={styles.composer}
      aria-label={t('composer.label')}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className={styles.composerTop}>
        <span className={styles.anchor} data-fixed={anchor !== null || undefined}>
          <IconMapPin size={14} aria-hidden />
          {anchor === null ? <Here /> : <Timecode flicks={anchor.in} format={format} />}
          {anchor?.out != null && (
            <>
              {' – '}
              <Timecode flicks={anchor.out} format={format} />
            </>
          )}
        </span>
        <Tooltip label={t('composer.here')}>
          <ActionIcon
            aria-label={t('composer.here')}
            onClick={() => {
              onAnchor(here());
              field.current?.focus();
            }}
          >
            <IconMapPin size={15} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('composer.range')}>
          <ActionIcon
            aria-label={t('composer.range')}
            disabled={markIn === null || markOut === null}
            onClick={() => {
              if (markIn !== null) onAnchor({ in: markIn, out: markOut });
              field.current?.focus();
            }}
          >
            <IconBracketsContain size={15} />
          </ActionIcon>
        </Tooltip>
      </div>
      <Textarea
        ref={field}
        aria-label={t('composer.text')}
        placeholder={version === null ? t('composer.noVersion') : t('composer.placeholder')}
        disabled={version === null || !ready}
        maxLength={MAX_TEXT}
        minRows={2}
        maxRows={8}
        value={text}
        onChange={(event) => {
          const next = event.currentTarget.value;
          if (text === '' && next !== '' && anchor === null) onAnchor(here());
          if (next === '') onAnchor(null);
          setText(next);
          typing();
        }}
        onBlur={done}
        onKeyDown={(event: KeyboardEvent<HTMLTextAreaElement>) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            send();
          }
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <div className={styles.composerEnd}>
        <NoteFields
          kind={kind}
          weight={weight}
          onChange={(change) => {
            setKind(change.kind ?? kind);
            setWeight(change.weight ?? weight);
          }}
        />
        <Button type="submit" disabled={words === '' || version === null || !ready}>
          {t('composer.send')}
        </Button>
      </div>
    </form>
  );
}

/** The playhead as long as nothing is fixed. */
function Here() {
  const { transport, format } = useReview();
  const label = useRef<HTMLSpanElement>(null);
  const draw = useCallback(() => {
    if (label.current) label.current.textContent = timecodeLabel(transport.position, format);
  }, [transport, format]);
  useEachMove(transport, draw);
  return <span ref={label} className={styles.here} />;
}
