import type { Cut, Version } from '@segue/protocol';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { bedsQuery } from '../../../api/sounds';
import type { Arrangement } from '../../../player/arrangement';
import type { Places } from '../../../places/places';
import { compared, dealt, kept, OPENING, toggled, type Compared } from './comparison';
import { layOut, type Row } from './lay-out';
import { useLightSound } from './light-sound';

/** What is listened to in a room, and how it is compared. One listener's own. */
export interface Listening {
  readonly arrangement: Arrangement;
  /** What is laid out, as it is shown. */
  readonly rows: readonly Row[];
  readonly compared: readonly Compared[];
  readonly matched: boolean;
  readonly blind: boolean;
  /** The shown version is heard as its stems rather than its mix. */
  readonly asStems: boolean;
  readonly offsetOf: (versionId: string) => number;
  /** Switches to the version of a digit. */
  readonly switchTo: (digit: number) => void;
  readonly toggle: (versionId: string) => void;
  readonly setMatched: (matched: boolean) => void;
  /** Deals the versions anew, or tells which was which: then the one that was heard last is shown. */
  readonly setBlind: (blind: boolean) => void;
  readonly setAsStems: (asStems: boolean) => void;
  /** Lays a version elsewhere, by flicks. */
  readonly setOffset: (versionId: string, offset: number) => void;
}

interface Room {
  readonly versions: readonly Version[];
  readonly version: Version | null;
  readonly cut: Cut | null;
  readonly places: Places;
  /** Shows another version, by its number. */
  readonly onVersion: (number: number) => void;
}

/** Lays out what is heard in a room: the versions that are compared, and what lies under them in the cut. */
export function useListening({ versions, version, cut, places, onVersion }: Room): Listening {
  const [comparison, setComparison] = useState(OPENING);
  const [asStems, setAsStems] = useState(false);
  const light = useLightSound();
  const beds = useQuery({ ...bedsQuery(cut?.id ?? ''), enabled: cut !== null }).data;
  // Switching is heard at once, and not only when the address of the page has changed.
  const [ahead, setAhead] = useState<Version | null>(null);
  const versionId = version?.id;
  useEffect(() => {
    setAhead(null);
  }, [versionId]);
  const shown = ahead ?? version;
  const now = useMemo(() => compared(comparison, versions, shown), [comparison, versions, shown]);
  const { matched, blind, offsets } = comparison;
  const { rows, arrangement } = useMemo(
    () => layOut({ compared: now, beds: beds ?? [], matched, asStems, light, offsets, places }),
    [now, beds, matched, asStems, light, offsets, places],
  );
  const switchTo = useCallback(
    (digit: number) => {
      const next = now.find((one) => one.digit === digit)?.version;
      if (!next) return;
      setComparison((old) =>
        old.blind ? { ...old, blind: { ...old.blind, heard: next.id } } : kept(old, now),
      );
      if (blind) return;
      setAhead(next);
      onVersion(next.number);
    },
    [now, blind, onVersion],
  );
  return useMemo(
    () => ({
      arrangement,
      rows,
      compared: now,
      matched,
      blind: blind !== null,
      asStems,
      offsetOf: (id) => offsets.get(id) ?? 0,
      switchTo,
      toggle: (id) => {
        setComparison((old) => toggled(old, now, id));
      },
      setMatched: (to) => {
        setComparison((old) => ({ ...old, matched: to }));
      },
      setBlind: (to) => {
        if (to) {
          setComparison((old) => dealt(old, now, Math.random));
          return;
        }
        setComparison((old) => ({ ...old, blind: null }));
        const heard = now.find((one) => one.heard)?.version;
        if (heard) onVersion(heard.number);
      },
      setAsStems,
      setOffset: (id, offset) => {
        setComparison((old) => ({ ...old, offsets: new Map(old.offsets).set(id, offset) }));
      },
    }),
    [arrangement, rows, now, matched, blind, asStems, offsets, switchTo, onVersion],
  );
}
