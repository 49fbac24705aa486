import { isPicture, type EditEvent } from './edit-list.js';
import { parseEdl } from './edl.js';
import { fineFlicks } from './exact-seconds.js';
import { parseFcpxmlEdits } from './fcpxml-edits.js';
import { filmClock } from './film-clock.js';
import type { Reading, Timeline } from './marker.js';
import { parseOtioEdits } from './otio-edits.js';
import { eventsOf } from './picture-layers.js';
import { decodeText, tooLarge } from './text-file.js';
import { nothing, Problems } from './text.js';
import { parseXmemlEdits } from './xmeml-edits.js';

type Parse = (bytes: Uint8Array, timeline: Timeline) => Reading<EditEvent>;

/** So much of a text decides what it is, in characters. */
const LOOKED_AT = 16 * 1024;

/** What a text says it is, in the order in which it is asked: the sure signs first. */
const SIGNS: readonly (readonly [sign: RegExp, parse: Parse])[] = [
  [/<xmeml\b/, parseXmemlEdits],
  [/<fcpxml\b/, parseFcpxmlEdits],
  [/"OTIO_SCHEMA"/, parseOtioEdits],
  [/^[ \t]*(?:TITLE|FCM):/im, parseEdlPicture],
  [/^[ \t]*\d{3,6}[ \t]+\S+[ \t]+\S+[ \t]+(?:C|D|W\d+|KB?|KO)[ \t]/m, parseEdlPicture],
];

/**
 * Reads the picture of a cut from a file of any kind that is known, by what is in it and not by its name: an edit list
 * (CMX3600 and its longer kin), OpenTimelineIO, the XML of Final Cut Pro 7 or of Final Cut Pro. Its record is laid onto the
 * timeline where the file counts otherwise (`filmClock`): a difference is told, `stated` says how the file counts.
 */
export function parseEditList(bytes: Uint8Array, timeline: Timeline): Reading<EditEvent> {
  const refused = tooLarge<EditEvent>(bytes);
  if (refused) return refused;
  const head = decodeText(bytes.subarray(0, LOOKED_AT)).slice(0, LOOKED_AT);
  const known = SIGNS.find(([sign]) => sign.test(head));
  if (known) return onTimeline(known[1](bytes, timeline), timeline, known[1]);
  return nothing('file', 'This is no edit list that Segue knows: EDL, OTIO, xmeml or FCPXML.');
}

/** The picture of an edit list: of its events those with picture; where it has several video tracks, the highest one. */
function parseEdlPicture(bytes: Uint8Array, timeline: Timeline): Reading<EditEvent> {
  const reading = parseEdl(bytes, timeline);
  const items = reading.items.filter(isPicture);
  const tracks = items.map(({ channel }) => Number(/V(\d+)/.exec(channel)?.[1] ?? 1));
  if (new Set(tracks).size < 2) return { ...reading, items };
  const problems = new Problems();
  const { rate } = reading.stated.format ?? timeline.format;
  const pictures = items.map(({ reel, clipName, black, record, source, speed, transition }, index) => ({
    reel,
    clipName,
    black,
    layer: (tracks[index] ?? 1) - 1,
    in: fineFlicks(record.in),
    out: fineFlicks(record.out),
    source: fineFlicks(source.in),
    speed: { num: BigInt(speed.num), den: BigInt(speed.den) },
    begins: null,
    transition,
  }));
  const begin = Math.min(...items.map(({ record }) => record.in));
  const events = eventsOf(pictures, fineFlicks(begin), rate, problems);
  return { ...reading, items: events, problems: [...reading.problems, ...problems.all()] };
}

function onTimeline(reading: Reading<EditEvent>, timeline: Timeline, parse: Parse): Reading<EditEvent> {
  const counts = parse === parseEdlPicture ? 'labels' : 'from its beginning';
  const { shift, problem } = filmClock(reading.stated, timeline, counts);
  if (!problem || reading.items.length === 0) return reading;
  const items = reading.items.map((event) => ({
    ...event,
    record: { in: event.record.in + shift, out: event.record.out + shift },
  }));
  return { ...reading, items, problems: [...reading.problems, problem] };
}
