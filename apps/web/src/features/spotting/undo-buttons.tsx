import { ActionIcon, Tooltip } from '@mantine/core';
import type { SpottingSession } from '@segue/client';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useUndoable } from '../../realtime/use-spotting';

/** Takes back what one did oneself on the sheet, and does it again: by button, and by Ctrl or Cmd with Z. */
export function UndoButtons({ session }: { session: SpottingSession }) {
  const { t } = useTranslation('film');
  const { mayUndo, mayRedo } = useUndoable(session);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { ctrlKey, metaKey, altKey, shiftKey, key, target } = event;
      if (!(ctrlKey || metaKey) || altKey || key.toLowerCase() !== 'z') return;
      if (event.defaultPrevented || isTyping(target)) return;
      event.preventDefault();
      if (shiftKey) session.redo();
      else session.undo();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [session]);

  return (
    <>
      <Tooltip label={t('spotting.undo')}>
        <ActionIcon
          aria-label={t('spotting.undo')}
          aria-keyshortcuts="Control+Z Meta+Z"
          disabled={!mayUndo}
          onClick={() => {
            session.undo();
          }}
        >
          <IconArrowBackUp size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('spotting.redo')}>
        <ActionIcon
          aria-label={t('spotting.redo')}
          aria-keyshortcuts="Control+Shift+Z Meta+Shift+Z"
          disabled={!mayRedo}
          onClick={() => {
            session.redo();
          }}
        >
          <IconArrowForwardUp size={16} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

/**
 * Whether the field has text of its own to take back: not a cell of the sheet in which nothing was typed, since the focus
 * is in one of them all the time.
 */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && target.dataset['cell'] !== undefined)
    return target.dataset['typed'] !== undefined;
  return target.closest('input, textarea, [contenteditable], [role="dialog"]') !== null;
}
