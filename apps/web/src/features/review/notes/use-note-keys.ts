import type { NotesSession } from '@segue/client';
import { useMemo } from 'react';
import type { RoomActs } from '../transport/use-keys';

/** What keys do with notes: taking back what one did, and pressing the buttons of the selected card. */
export function useNoteKeys(
  notes: NotesSession | null,
  selected: string | null,
): Pick<RoomActs, 'undo' | 'redo' | 'answer' | 'resolve' | 'confirmReading' | 'correctReading'> {
  return useMemo(() => {
    const tell = (what: 'undone' | 'redone', act: ReturnType<NotesSession['undo']> | undefined) => {
      if (act)
        void import('./undo-notice').then(({ tellUndone }) => {
          tellUndone(what, act);
        });
    };
    // A card shows these buttons only to whom they are for.
    const press = (button: string) => {
      if (selected !== null) document.getElementById(`${button}-${selected}`)?.click();
    };
    return {
      undo: () => {
        tell('undone', notes?.undo());
      },
      redo: () => {
        tell('redone', notes?.redo());
      },
      answer: () => {
        press('answer');
      },
      resolve: () => {
        press('resolve');
      },
      confirmReading: () => {
        press('confirm');
      },
      correctReading: () => {
        press('correct');
      },
    };
  }, [notes, selected]);
}
