import type { SpottingSession } from '@segue/client';
import { useMemo } from 'react';
import { useOthers } from '../../realtime/use-session';
import type { CellGuest } from './cue-row';

/** Who is in which cell, by row. */
export function useGuests(session: SpottingSession): ReadonlyMap<string, readonly CellGuest[]> {
  const others = useOthers(session);
  return useMemo(() => {
    const guests = new Map<string, CellGuest[]>();
    for (const { personId, name, fields } of others) {
      if (typeof fields['cell'] !== 'string') continue;
      const [cueId = '', field = ''] = fields['cell'].split('/');
      const here = guests.get(cueId) ?? [];
      // Somebody with two windows stands in a cell once.
      if (here.some((guest) => guest.field === field && guest.personId === personId)) continue;
      guests.set(cueId, [...here, { field, personId, name }]);
    }
    return guests;
  }, [others]);
}
