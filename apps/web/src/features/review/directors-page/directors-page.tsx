import { Button } from '@mantine/core';
import type { BoardNote } from '@segue/review-document';
import { IconLayoutDashboard, IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefused, useSaveState } from '../../../realtime/use-session';
import { SaveBadge } from '../../../ui/save-badge';
import { useReview } from '../review-context';
import { setRoomView } from '../room-choice';
import { NO_STREAMERS } from '../streamers/streamer-choice';
import { Picture } from '../transport/picture';
import { useTransportState } from '../transport/use-transport';
import { CueLine } from './cue-line';
import styles from './directors-page.module.css';
import { FeelingBox } from './feeling-box';
import { NextCue } from './next-cue';
import { NoteThread } from './note-thread';

interface Props {
  readonly notes: readonly BoardNote[];
  readonly selected: string | null;
  readonly onSelect: (note: BoardNote | null) => void;
}

const NOTHING = () => undefined;

/** One cue, one picture, one box: Space plays, typing writes, Return sends. */
export function DirectorsPage({ notes, selected, onSelect }: Props) {
  const { t } = useTranslation('director');
  const { transport, cue, version, notes: session } = useReview();
  const { playing } = useTransportState(transport);
  const state = useSaveState(session);
  const refused = useRefused(session);
  const field = useRef<HTMLTextAreaElement>(null);
  const [saidAt, setSaidAt] = useState<string | null>(null);
  const shown = notes.find(({ id }) => id === selected) ?? null;

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isControl(event.target)) return;
      if (event.key === ' ') {
        event.preventDefault();
        transport.toggle();
      } else if (event.key.length === 1) {
        // Whoever starts to type means the box. The key itself lands in it.
        field.current?.focus();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [transport]);

  return (
    <div className={styles.page}>
      <Picture notes={notes} sketch={null} onSketched={NOTHING} streamers={NO_STREAMERS} />
      <div className={styles.below}>
        <div className={styles.line}>
          <button
            type="button"
            className={styles.play}
            aria-label={t(playing ? 'pause' : 'play')}
            onClick={() => {
              transport.toggle();
            }}
          >
            {playing ? <IconPlayerPauseFilled size={22} /> : <IconPlayerPlayFilled size={22} />}
          </button>
          <CueLine notes={notes} selected={selected} onSelect={onSelect} />
        </div>
        <FeelingBox
          field={field}
          onSent={(at) => {
            onSelect(null);
            setSaidAt(at);
          }}
        />
        <div className={styles.foot}>
          <h1>
            <span className={styles.number}>{cue.number}</span> {cue.title}
            {version && <span className={styles.soft}> {t('version', { number: version.number })}</span>}
          </h1>
          <p className={styles.soft} role="status">
            {saidAt === null ? t('keys') : t('noted', { at: saidAt })}
          </p>
          <NextCue />
          <SaveBadge
            status={state.status}
            unsaved={state.unsaved}
            onlyInPage={state.onlyInPage}
            refused={refused.length}
          />
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconLayoutDashboard size={15} aria-hidden />}
            onClick={() => {
              setRoomView('desk');
            }}
          >
            {t('desk')}
          </Button>
        </div>
        {shown && (
          <NoteThread
            note={shown}
            onClose={() => {
              onSelect(null);
            }}
          />
        )}
      </div>
    </div>
  );
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, button, a, [role="dialog"], [role="menu"]') !== null
  );
}
