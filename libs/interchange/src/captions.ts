import { frameToFlicks, type Flicks } from '@segue/timecode';
import { clockFields, nearestFrame, parseClockTime } from './clock-time.js';
import { markerAt, type Marker, type OldEncoding, type Reading, type Timeline } from './marker.js';
import { tagged, untagged } from './note-tag.js';
import { outAt } from './positions.js';
import { openText, type OpenedText } from './text-file.js';
import { encodeText, lineAt, linesOf, nothing, oneLine, Problems } from './text.js';
import { resolved } from './xml-text.js';

const TIMES = /^\s*([\d:.,]+)\s*-->\s*([\d:.,]+)/;
const NOT_CUES = /^(?:WEBVTT|NOTE|STYLE|REGION)(?:\s|$)/;
const VOICE = /<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>/;
const VTT_TAGS = /<[^<>]*>/g;
const SRT_TAGS = /<\/?[bius]>|<\/?font(?:\s[^<>]*)?>|\{\\[a-z][^{}]*\}/gi;

type Said = Pick<Marker, 'author' | 'comment'>;

/**
 * Reads captions in WebVTT: their text as comment, `<v …>` as author; other styling, positions and ids are left out. It
 * knows no names, colours, states and dates. Times count from the timeline's start and are taken to the nearest frame,
 * whose milliseconds they are; a caption of one frame is a point.
 */
export function parseWebVtt(
  bytes: Uint8Array,
  timeline: Timeline,
  encoding: OldEncoding = 'macintosh',
): Reading<Marker> {
  const opened = openText(bytes, encoding);
  if ('what' in opened) return nothing(opened.where, opened.what);
  if (!/^WEBVTT(?:\s|$)/.test(opened.text)) {
    return nothing('line 1', 'This is not WebVTT: its first line should begin with WEBVTT.');
  }
  return readCaptions(opened, timeline, (text) => ({
    author: plainVtt(VOICE.exec(text)?.[1] ?? '') || null,
    comment: plainVtt(text.replace(VTT_TAGS, '')),
  }));
}

/** Reads captions in SubRip (SRT), as `parseWebVtt` does; authors are not in it, and bold or italic is left out. */
export function parseSrt(
  bytes: Uint8Array,
  timeline: Timeline,
  encoding: OldEncoding = 'windows-1252',
): Reading<Marker> {
  const opened = openText(bytes, encoding);
  if ('what' in opened) return nothing(opened.where, opened.what);
  return readCaptions(opened, timeline, (text) => ({
    author: null,
    comment: text.replace(SRT_TAGS, '').trim(),
  }));
}

/**
 * Writes markers as captions in WebVTT, in order of their times from the timeline's start: those before it are left out.
 * Name and comment become one text without empty lines; colours, states and dates are lost. A point is shown for one
 * frame, as long as it is.
 */
export function formatWebVtt(markers: readonly Marker[], timeline: Timeline): Uint8Array {
  const escaped = (text: string): string =>
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  const cues = shownMarkers(markers, timeline).map(({ marker, from, to }) => {
    const author = oneLine(marker.author ?? '').trim();
    const voice = author === '' ? '' : `<v ${escaped(author)}>`;
    return `\n${clock(from, '.')} --> ${clock(to, '.')}\n${voice}${escaped(captionText(marker))}\n`;
  });
  return encodeText(`WEBVTT\n${cues.join('')}`);
}

/** Writes markers as captions in SubRip (SRT), as `formatWebVtt` does, without authors. CRLF. */
export function formatSrt(markers: readonly Marker[], timeline: Timeline): Uint8Array {
  const cues = shownMarkers(markers, timeline).map(({ marker, from, to }, index) =>
    [
      String(index + 1),
      `${clock(from, ',')} --> ${clock(to, ',')}`,
      ...linesOf(captionText(marker)),
      '',
      '',
    ].join('\r\n'),
  );
  return encodeText(cues.join(''));
}

function readCaptions(
  { text, taken }: OpenedText,
  timeline: Timeline,
  read: (text: string) => Said,
): Reading<Marker> {
  const { format, start } = timeline;
  const problems = new Problems();
  const items: Marker[] = [];
  for (const { line, block } of blocksOf(linesOf(text))) {
    if (NOT_CUES.test(block[0] ?? '')) continue;
    // Before the times there may be a number or an id.
    const at = block.slice(0, 2).findIndex((text) => TIMES.test(text));
    const [, from = '', to = ''] = TIMES.exec(block[at] ?? '') ?? [];
    const begin = parseClockTime(from);
    const end = parseClockTime(to);
    if (begin === null || end === null) {
      problems.add(lineAt(line), 'This caption has no times, like 00:01:02.500 --> 00:01:04.000.');
      continue;
    }
    if (end < begin) problems.add(lineAt(line + at), 'It ends before it begins, and was read as a point.');
    const position = nearestFrame(start + begin, format);
    items.push(
      untagged({
        ...markerAt(position),
        ...read(block.slice(at + 1).join('\n')),
        out: outAt(position, nearestFrame(start + end, format), format),
      }),
    );
  }
  return { items, problems: problems.all(), stated: {}, ...taken };
}

/** The lines between empty lines, with the place of the first of them. */
function blocksOf(lines: readonly string[]): { readonly line: number; readonly block: readonly string[] }[] {
  const blocks: { line: number; block: string[] }[] = [];
  let open: string[] | null = null;
  for (const [line, text] of lines.entries()) {
    if (text.trim() === '') open = null;
    else if (open) open.push(text);
    else blocks.push({ line, block: (open = [text]) });
  }
  return blocks;
}

function plainVtt(text: string): string {
  return resolved(text.replace(/&nbsp;/g, ' ').replace(/&(?:lrm|rlm);/g, '')).trim();
}

function shownMarkers(
  markers: readonly Marker[],
  { start, format }: Timeline,
): { readonly marker: Marker; readonly from: Flicks; readonly to: Flicks }[] {
  return markers
    .filter((marker) => marker.in >= start)
    .sort((a, b) => a.in - b.in)
    .map((marker) => {
      const out = marker.out ?? marker.in + frameToFlicks(1, format.rate);
      return { marker, from: marker.in - start, to: out - start };
    });
}

function captionText(marker: Marker): string {
  const name = oneLine(marker.name).trim();
  const lines = linesOf(marker.comment)
    .map(oneLine)
    .filter((line) => line.trim() !== '');
  if (name !== '') lines.splice(0, 1, lines[0] === undefined ? name : `${name} - ${lines[0]}`);
  return tagged(lines.join('\n'), marker);
}

function clock(time: Flicks, point: '.' | ','): string {
  const { hours, minutes, seconds, milliseconds } = clockFields(time);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(hours)}:${two(minutes)}:${two(seconds)}${point}${String(milliseconds).padStart(3, '0')}`;
}
