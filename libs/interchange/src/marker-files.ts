import { parseAvidText } from './avid-text.js';
import { parseAvidXml } from './avid-xml.js';
import { parseSrt, parseWebVtt } from './captions.js';
import { parseCubaseArchive } from './cubase-archive.js';
import { parseEdlMarkers } from './edl.js';
import { filmClock } from './film-clock.js';
import { parseFcpxml } from './fcpxml.js';
import { parseFrameIoCsv } from './frame-io-csv.js';
import type { Marker, OldEncoding, Reading, Timeline } from './marker.js';
import { parseMidi } from './midi.js';
import { parseNotesJson } from './notes-json.js';
import { parseOtio } from './otio.js';
import { parsePremiereCsv } from './premiere-csv.js';
import { parseProToolsText } from './pro-tools-text.js';
import { parseReaperCsv } from './reaper-csv.js';
import { parseReaperProject } from './reaper-project.js';
import { parseResolveEdl } from './resolve-edl.js';
import { isSound } from './sound-chunks.js';
import { parseSoundMarkers } from './sound-markers.js';
import { decodeText, tooLarge } from './text-file.js';
import { nothing } from './text.js';
import { parseXmeml } from './xmeml.js';

type Parse = (bytes: Uint8Array, timeline: Timeline, encoding?: OldEncoding) => Reading<Marker>;

/** So much of a text decides what it is, in characters. */
const LOOKED_AT = 16 * 1024;

/** User, timecode and track. */
const AVID_ROW = /^[^\t\r\n]*\t *\d\d?[:;]\d\d?[:;]\d\d?[:;.,]\d{1,3} *\t[^\t\r\n]*\t/;

/** What a text says it is, in the order in which it is asked: the sure signs first. */
const SIGNS: readonly (readonly [sign: RegExp, parse: Parse])[] = [
  [/Avid:StreamItems/, parseAvidXml],
  [/<xmeml\b/, parseXmeml],
  [/<fcpxml\b/, parseFcpxml],
  [/<tracklist2?\b/, parseCubaseArchive],
  [/"OTIO_SCHEMA"/, parseOtio],
  [/^\s*\{\s*"format"\s*:\s*"segue-notes"/, parseNotesJson],
  [/^\s*<REAPER_PROJECT/, parseReaperProject],
  [/^SESSION NAME:/m, parseProToolsText],
  // A comment may have any of the signs below in it.
  [AVID_ROW, parseAvidText],
  [/^WEBVTT/, parseWebVtt],
  [/\|C:ResolveColor/, parseResolveEdl],
  [/^(TITLE|FCM):/m, parseEdlMarkers],
  [/^\s*\d+\s*[\r\n]+\d+:\d\d:\d\d,\d{3}\s*-->/, parseSrt],
  [/^"?Marker Name"?[\t,]/m, parsePremiereCsv],
  [/^#,Name,Start,End/m, parseReaperCsv],
  [/^(?=.*\bComment\b)(?=.*\b(?:Commenter|Timecode)\b).*,/, parseFrameIoCsv],
  [new RegExp(AVID_ROW, 'm'), parseAvidText],
];

/** The lists that have nothing but timecodes: neither a start nor a rate. */
const LABELLED: ReadonlySet<Parse> = new Set([
  parseResolveEdl,
  parseEdlMarkers,
  parsePremiereCsv,
  parseReaperCsv,
  parseFrameIoCsv,
  parseAvidText,
]);

/**
 * Reads the markers of a file of any kind that is known, by what is in it and not by its name, and lays them onto the
 * timeline where the file counts otherwise (`filmClock`): a difference is told, `stated` says how the file counts.
 *
 * @param encoding of a list that is neither UTF-8 nor UTF-16; where it is not said, the one its application is likely to
 *   have written; the reading says which.
 */
export function parseMarkers(bytes: Uint8Array, timeline: Timeline, encoding?: OldEncoding): Reading<Marker> {
  // Of sound only what is about markers is read, however long it is.
  if (isSound(bytes)) return onTimeline(parseSoundMarkers(bytes, timeline), timeline, parseSoundMarkers);
  if (bytes[0] === 0x4d && bytes[1] === 0x54 && bytes[2] === 0x68 && bytes[3] === 0x64)
    return parseMidi(bytes, timeline, encoding);
  const head = decodeText(bytes.subarray(0, LOOKED_AT)).slice(0, LOOKED_AT);
  const known = SIGNS.find(([sign]) => sign.test(head));
  if (known) return onTimeline(known[1](bytes, timeline, encoding), timeline, known[1]);
  return tooLarge(bytes) ?? nothing('file', 'This is no list of markers that Segue knows.');
}

function onTimeline(reading: Reading<Marker>, timeline: Timeline, parse: Parse): Reading<Marker> {
  const counts = LABELLED.has(parse) ? 'labels' : 'from its beginning';
  const { shift, problem } = filmClock(reading.stated, timeline, counts);
  if (!problem || reading.items.length === 0) return reading;
  const items = reading.items.map((marker) => ({
    ...marker,
    in: marker.in + shift,
    out: marker.out === null ? null : marker.out + shift,
  }));
  return { ...reading, items, problems: [...reading.problems, problem] };
}
