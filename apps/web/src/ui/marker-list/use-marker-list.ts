import type { OldEncoding, Timeline } from '@segue/interchange';
import type { TimecodeFormat } from '@segue/timecode';
import { useMemo, useState } from 'react';
import { openCounting, readList, type ListReading, type OpenCounting } from './read-list';

/** A list of markers, and what people say of it where it does not say it itself. */
export interface MarkerList {
  readonly reading: ListReading | null;
  readonly open: OpenCounting;
  readonly own: TimecodeFormat;
  readonly setOwn: (own: TimecodeFormat) => void;
  readonly setEncoding: (encoding: OldEncoding) => void;
}

const NOTHING_OPEN: OpenCounting = { rate: false, dropFrame: false };

/**
 * Reads a list of markers onto a timeline, which has to be the same object until something in it changes: a large file is
 * read for a while.
 */
export function useMarkerList(bytes: Uint8Array | null, timeline: Timeline): MarkerList {
  const [own, setOwn] = useState(timeline.format);
  // What was said of one file is not said of the next.
  const [said, setSaid] = useState<{ readonly of: Uint8Array | null; readonly encoding: OldEncoding }>();
  const encoding = said && said.of === bytes ? said.encoding : undefined;
  const open = useMemo(() => (bytes ? openCounting(bytes, timeline) : NOTHING_OPEN), [bytes, timeline]);
  const reading = useMemo(
    () => bytes && readList(bytes, timeline, open.rate ? own : timeline.format, encoding),
    [bytes, timeline, open, own, encoding],
  );
  return {
    reading,
    open,
    own,
    setOwn,
    setEncoding: (chosen) => {
      setSaid({ of: bytes, encoding: chosen });
    },
  };
}
