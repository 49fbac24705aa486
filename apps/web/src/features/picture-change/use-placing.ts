import type { SpottingSession } from '@segue/client';
import type { Cut } from '@segue/protocol';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { placeNotes } from '../../api/picture-changes';
import type { Placed } from './carried-items';
import { stepOf, writeOnSheet, type Placing, type Step, type Target } from './placing';

/** Places things in a cut, and takes the last steps back one by one. */
export function usePlacing(cut: Cut, session: SpottingSession, placed: Placed) {
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const send = useMutation({
    mutationFn: async (placing: Placing) => {
      // The notes first: they can be refused, and the sheet is written for sure.
      const { places, forgotten } = placing;
      if (places.length + forgotten.length > 0) await placeNotes(cut.id, { places, forgotten });
      writeOnSheet(session.doc, placing);
    },
    meta: { changes: ['cut'] },
  });
  return {
    pending: send.isPending,
    mayUndo: steps.length > 0,
    place: (targets: readonly Target[]) => {
      const step = stepOf(targets, cut.id, placed);
      send.mutate(step.done, {
        onSuccess: () => {
          setSteps((before) => [...before, step]);
        },
      });
    },
    undo: () => {
      const last = steps.at(-1);
      if (!last) return;
      send.mutate(last.undone, {
        onSuccess: () => {
          setSteps((before) => before.slice(0, -1));
        },
      });
    },
  };
}
