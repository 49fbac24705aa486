import { ActionIcon, Button, Tooltip } from '@mantine/core';
import type { Attachment, Drawing, NoteKind, NoteWeight } from '@segue/review-document';
import { IconBracketsContain, IconMapPin } from '@tabler/icons-react';
import { memo, useCallback, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { timecodeLabel } from '@segue/timecode';
import { Timecode } from '../../../ui/timecode';
import { useReview } from '../review-context';
import { stepFrames, within } from '../transport/programme';
import { useEachMove, useTransportState } from '../transport/use-transport';
import { AttachButton } from './attach-button';
import { DrawTools } from './draw-tools';
import { mentionsIn } from './mentions';
import { NoteFields } from './note-fields';
import { NoteText } from './note-text';
import styles from './notes-panel.module.css';
import { StemSelect } from './stem-select';
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
  readonly drawing: Drawing | null;
  readonly onDraw: () => void;
  readonly onUndraw: () => void;
  readonly onSent: (noteId: string) => void;
  /** Whether the document takes notes now. */
  readonly ready: boolean;
}

/** The box for a new note at the foot of the list. */
export const Composer = memo(function Composer({
  field,
  anchor,
  onAnchor,
  drawing,
  onDraw,
  onUndraw,
  onSent,
  ready,
}: Props) {
  const { t } = useTranslation('review');
  const { transport, programme, version, cut, notes, format, members } = useReview();
  const { markIn, markOut, pictureHere } = useTransportState(transport);
  const [text, setText] = useState('');
  const [kind, setKind] = useState<NoteKind>('feeling');
  const [weight, setWeight] = useState<NoteWeight>('taste');
  const [about, setAbout] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);
  /** The files beside the words; null while some are on their way. */
  const [files, setFiles] = useState<Attachment[] | null>([]);
  const [sent, setSent] = useState('');
  const { typing, done } = useTyping(notes);
  const words = text.trim();
  const stems = version?.stems ?? [];
  // What was chosen belongs to its version.
  const stem = stems.some(({ id }) => id === about) ? about : null;
  const pictured = anchor ? within(anchor.in, programme.picture) : pictureHere;

  const here = (): Anchor => ({ in: stepFrames(transport.position, 0, format.rate), out: null });

  function send() {
    if (!notes || !version || words === '' || !files || !ready) return;
    const place = anchor ?? here();
    const mentions = mentionsIn(words, members);
    const id = notes.addNote({
      version: version.id,
      cut: cut?.id ?? null,
      ...place,
      kind,
      weight,
      text: words,
      // What is not said takes no room in the document.
      ...(mentions.length > 0 && { mentions }),
      ...(files.length > 0 && { attachments: files }),
      ...(stem !== null && { stem }),
      ...(drawing && { drawing }),
    });
    if (place.out !== null && place.in === markIn) transport.setMarks(null, null);
    setText('');
    setSent(id);
    setAbout(null);
    onAnchor(null);
    done();
    onSent(id);
  }

  return (
    <form
      ref={form}
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
        <DrawTools
          drawing={drawing}
          keys="D"
          onDraw={pictured && version !== null && ready ? onDraw : null}
          onRemove={onUndraw}
        />
        <StemSelect stems={stems} stem={stem} onStem={setAbout} />
        <AttachButton key={sent} to={form} onFiles={setFiles} />
      </div>
      <NoteText
        field={field}
        label={t('composer.text')}
        placeholder={version === null ? t('composer.noVersion') : t('composer.placeholder')}
        disabled={version === null || !ready}
        rows={2}
        text={text}
        onText={(next) => {
          if (text === '' && next !== '' && anchor === null) onAnchor(here());
          if (next === '' && drawing === null) onAnchor(null);
          setText(next);
          typing();
        }}
        onBlur={done}
        onKey={(event) => {
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
        <Button type="submit" disabled={words === '' || !files || version === null || !ready}>
          {t('composer.send')}
        </Button>
      </div>
    </form>
  );
});

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
