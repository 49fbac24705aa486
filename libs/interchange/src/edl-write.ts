import { frameRate, type TimecodeFormat } from '@segue/timecode';
import { avidColour } from './avid-conventions.js';
import type { EditEvent } from './edit-list.js';
import type { Marker, Timeline } from './marker.js';
import { tagged } from './note-tag.js';
import { labelOf } from './positions.js';
import { asciiOf, encodeText, nameAlone, oneLine } from './text.js';

/** How long reel names may be in the dialects of the edit list, in characters. */
const EDL_DIALECTS = { cmx3600: 8, file32: 32, file129: 129 } as const;
export type EdlDialect = keyof typeof EDL_DIALECTS;

const LETTERS = { cut: 'C', dissolve: 'D', wipe: 'W001', key: 'K' } as const;

/** Writes an edit list: ASCII, CRLF, one event after the other, with clip names, speeds and comments. */
export function formatEdl(events: readonly EditEvent[], timeline: Timeline, dialect: EdlDialect): Uint8Array {
  const { format } = timeline;
  const lines = heading(timeline);
  events.forEach((event, index) => {
    const number = String(index + 1).padStart(3, '0');
    const reel = reelOf(event, dialect);
    const { kind, frames } = event.transition;
    const head = `${number}  ${reel} ${event.channel.padEnd(5)} `;
    if (frames > 0) lines.push(...outgoingLines(events[index - 1], event, number, { format, dialect }));
    const transition =
      frames > 0 ? `${LETTERS[kind].padEnd(4)} ${String(frames).padStart(3, '0')}` : 'C       ';
    lines.push(
      `${head}${transition.padEnd(8)} ${labels(event.source.in, event.source.out, format)} ${labels(event.record.in, event.record.out, format)}`,
    );
    if (event.speed.num !== event.speed.den) lines.push(speedLine(event, reel, format));
    if (event.clipName !== null)
      lines.push(`* ${frames > 0 ? 'TO' : 'FROM'} CLIP NAME: ${asciiOf(oneLine(event.clipName))}`);
    for (const comment of event.comments) lines.push(`* ${asciiOf(oneLine(comment))}`);
  });
  return encodeText(`${lines.join('\r\n')}\r\n`);
}

/**
 * Writes markers as the locators of an edit list, on one event as long as the timeline. Lengths, authors and states are
 * lost; colours become the nearest of eight.
 */
export function formatEdlMarkers(markers: readonly Marker[], timeline: Timeline): Uint8Array {
  const { format, start, length } = timeline;
  const lines = heading(timeline);
  lines.push(
    `001  AX       V     C        ${labels(start, start + length, format)} ${labels(start, start + length, format)}`,
  );
  for (const marker of markers) {
    const colour = avidColour(marker.colour).toUpperCase().padEnd(7);
    const text = asciiOf(tagged(nameAlone(marker), marker));
    lines.push(`* LOC: ${labelOf(marker.in, format)} ${colour} ${text}`.trimEnd());
  }
  return encodeText(`${lines.join('\r\n')}\r\n`);
}

/** The outgoing side of a transition: what stood before it, without a length; black where nothing did. */
function outgoingLines(
  before: EditEvent | undefined,
  { channel, record }: EditEvent,
  number: string,
  { format, dialect }: { readonly format: TimecodeFormat; readonly dialect: EdlDialect },
): string[] {
  const isThere = before !== undefined && !before.black && before.record.out === record.in;
  const reel = isThere ? reelOf(before, dialect) : 'BL'.padEnd(8);
  const source = isThere ? before.source.out : 0;
  const times = `${labels(source, source, format)} ${labels(record.in, record.in, format)}`;
  const line = `${number}  ${reel} ${channel.padEnd(5)} C        ${times}`;
  if (!isThere || before.clipName === null) return [line];
  return [line, `* FROM CLIP NAME: ${asciiOf(oneLine(before.clipName))}`];
}

function heading({ title, format }: Timeline): string[] {
  return [`TITLE: ${asciiOf(oneLine(title))}`, `FCM: ${format.dropFrame ? 'DROP FRAME' : 'NON-DROP FRAME'}`];
}

function reelOf({ reel, black }: EditEvent, dialect: EdlDialect): string {
  const name = black ? 'BL' : asciiOf(reel ?? 'AX').replace(/\s+/g, '_');
  return name.slice(0, EDL_DIALECTS[dialect]).padEnd(8);
}

function labels(from: number, to: number, format: TimecodeFormat): string {
  return `${labelOf(from, format)} ${labelOf(to, format)}`;
}

function speedLine({ speed, source }: EditEvent, reel: string, format: TimecodeFormat): string {
  const tenths = Math.round((speed.num * frameRate(format.rate).nominal * 10) / speed.den);
  const sign = tenths < 0 ? '-' : '';
  const [whole, tenth] = [Math.floor(Math.abs(tenths) / 10), Math.abs(tenths) % 10];
  const shown = `${sign}${String(whole).padStart(3, '0')}.${String(tenth)}`;
  return `M2   ${reel} ${shown.padStart(6)}                ${labelOf(source.in, format)}`;
}
