import type { PictureChange } from '@segue/conform';
import { formatOffset, formatTimecode, type TimecodeFormat } from '@segue/timecode';

/** One line of a change list: what happened to a stretch of picture. */
export interface ChangeLine {
  readonly act: 'kept' | 'moved' | 'retimed' | 'removed' | 'added';
  /** In the old cut; empty for what was added. Ends are exclusive. */
  readonly oldIn: string;
  readonly oldOut: string;
  /** In the new cut; empty for what was removed. */
  readonly newIn: string;
  readonly newOut: string;
  /** How long it is, or was. */
  readonly length: string;
  /** How far it moved, in frames with their sign; empty where it did not. */
  readonly moved: string;
}

/** A picture change line by line, in the order of the new cut; what was removed stands where it would have come. */
export function changeLines(change: PictureChange, format: TimecodeFormat): ChangeLine[] {
  const label = (frame: number): string => formatTimecode(frame, format);
  const lines: { at: number; line: ChangeLine }[] = [];
  let last = change.after.in;
  const events = [
    ...change.blocks.map((block) => ({ before: block.before, block })),
    ...change.removed.map((before) => ({ before, block: null })),
  ].sort((a, b) => a.before.in - b.before.in);
  for (const { before, block } of events) {
    const old = { oldIn: label(before.in), oldOut: label(before.out) };
    const length = formatOffset(before.out - before.in, format);
    if (!block) {
      lines.push({ at: last, line: { act: 'removed', ...old, newIn: '', newOut: '', length, moved: '' } });
      continue;
    }
    const { after, retimed } = block;
    const by = after.in - before.in;
    lines.push({
      at: after.in,
      line: {
        act: retimed ? 'retimed' : by === 0 ? 'kept' : 'moved',
        ...old,
        newIn: label(after.in),
        newOut: label(after.out),
        length,
        moved: by === 0 ? '' : String(by),
      },
    });
    last = after.out;
  }
  for (const span of change.added) {
    lines.push({
      at: span.in,
      line: {
        act: 'added',
        oldIn: '',
        oldOut: '',
        newIn: label(span.in),
        newOut: label(span.out),
        length: formatOffset(span.out - span.in, format),
        moved: '',
      },
    });
  }
  return lines.sort((a, b) => a.at - b.at).map(({ line }) => line);
}
