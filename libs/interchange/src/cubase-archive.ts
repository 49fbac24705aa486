import {
  FLICKS_PER_SECOND,
  flicksToFrame,
  frameToFlicks,
  type Flicks,
  type FrameRateName,
  type TimecodeFormat,
} from '@segue/timecode';
import { numberOf, partOf, readTempoTrack, valueOf, type TicksToTime } from './cubase-tempo.js';
import {
  decimal,
  fineFlicks,
  fineSeconds,
  nearestFlick,
  secondsText,
  type FineFlicks,
  type Fraction,
} from './exact-seconds.js';
import { markerAt, type Marker, type Reading, type Timeline } from './marker.js';
import { tagged, untagged } from './note-tag.js';
import { encodeText, lineAt, nameAlone, nothing, oneLine, Problems } from './text.js';
import { xmlAttribute } from './xml-text.js';
import { attributeOf, elementsWhere, readXml, type XmlElement } from './xml.js';

/** A way to count that Steinberg has a number for, and no film has. */
const THIRTY_DROPPED = '7';
/** Steinberg's numbers for the ways to count frames. */
const FRAME_TYPES: Readonly<Record<string, TimecodeFormat>> = {
  '2': { rate: '24', dropFrame: false },
  '3': { rate: '25', dropFrame: false },
  '4': { rate: '29.97', dropFrame: false },
  '5': { rate: '30', dropFrame: false },
  '6': { rate: '29.97', dropFrame: true },
  [THIRTY_DROPPED]: { rate: '30', dropFrame: false },
  '12': { rate: '23.976', dropFrame: false },
  '14': { rate: '50', dropFrame: false },
  '15': { rate: '59.94', dropFrame: false },
  '16': { rate: '60', dropFrame: false },
};
/** For the rates that have no number: that of half the rate. */
const HALF: Partial<Readonly<Record<FrameRateName, string>>> = {
  '47.952': '12',
  '48': '2',
  '119.88': '15',
  '120': '16',
};

/** Markers, and cycle markers. */
const MARKERS: ReadonlySet<string | null> = new Set(['MMarkerEvent', 'MRangeMarkerEvent']);
/** A microsecond. Cubase calculates in floating point, and is off by less than that at the beginning of a frame. */
const TOLERANCE: Flicks = 705;
/** A hundred days, well within what flicks can count. */
const FURTHEST: Flicks = 100 * 86_400 * FLICKS_PER_SECOND;

/** What a track counts in, from the beginning of the project. */
interface Track {
  readonly name: string | null;
  readonly toTime: TicksToTime;
  readonly events: readonly XmlElement[];
}

/**
 * Reads the markers and cycle markers of a track archive of Cubase or Nuendo. They have names only, and the name of their
 * track. Start and frame rate are the project's own where the archive states them. Tracks that count in beats are read
 * through their tempo track, unless the tempo glides: how Cubase calculates that is unverified.
 */
export function parseCubaseArchive(bytes: Uint8Array, timeline: Timeline): Reading<Marker> {
  const root = readXml(bytes);
  if ('what' in root) return nothing(root.where, root.what);
  if (root.name !== 'tracklist2' && root.name !== 'tracklist') {
    return nothing('file', 'This is XML, but no track archive of Cubase: it begins with no <tracklist2>.');
  }
  const problems = new Problems();
  const [setup] = elementsWhere(root, ofClass('PArrangeSetup'), isEvents);
  const startMember = setup && partOf(setup, 'Start');
  const startSeconds = startMember ? numberOf(startMember, 'Time') : null;
  const frameType = (setup && valueOf(setup, 'FrameType')) ?? '';
  const format = FRAME_TYPES[frameType];
  if (frameType === THIRTY_DROPPED)
    problems.add('file', 'The project counts in 30 drop frame, as no film does: it was read as 30.');
  const { rate } = format ?? timeline.format;
  const projectStart = startSeconds ? fineSeconds(startSeconds) : fineFlicks(timeline.start);
  const tempoTracks = new Map(
    elementsWhere(root, ofClass('MTempoTrackEvent'), isEvents).map((track) => [
      attributeOf(track, 'ID'),
      readTempoTrack(track),
    ]),
  );
  const items: Marker[] = [];
  for (const element of elementsWhere(root, ofClass('MMarkerTrackEvent'), isEvents)) {
    const track = trackOf(element, tempoTracks);
    if ('problem' in track) {
      problems.add(lineAt(element.line), track.problem);
      continue;
    }
    for (const event of track.events) {
      const marker = markerOf(event, track, projectStart, rate);
      if (marker) items.push(marker);
      else
        problems.add(
          lineAt(event.line),
          'This marker has no Start with a number that can be a place in a film.',
        );
    }
  }
  const start = startSeconds && positionOf(projectStart, rate);
  const stated = { ...(format && { format }), ...(start !== null && { start }) };
  return { items, problems: problems.all(), stated };
}

/**
 * Writes a track archive with one marker track that counts in seconds, for "Import > Track Archive". Points become
 * markers, all others cycle markers; name and comment become one name, everything else is lost. Markers before the
 * timeline's start are left out: they cannot be said here. 47.952, 48, 119.88 and 120 are written as projects at half the rate.
 */
export function formatCubaseArchive(markers: readonly Marker[], timeline: Timeline): Uint8Array {
  const { format, start, length } = timeline;
  const written = [
    '<?xml version="1.0" encoding="utf-8"?>\n<tracklist2>\n<list name="track" type="obj">\n',
    '<obj class="MMarkerTrackEvent" ID="1">\n<int name="Flags" value="1"/>\n',
    `${float('Start', 0)}${float('Length', length)}\n<obj class="MListNode" name="Node" ID="2">\n`,
    `${string('Name', oneLine(timeline.title))}\n${LINEAR}\n<list name="Events" type="obj">\n`,
  ];
  const count = { MMarkerEvent: 0, MRangeMarkerEvent: 0 };
  for (const [index, marker] of markers.filter((one) => one.in >= start).entries()) {
    const kind = marker.out === null ? 'MMarkerEvent' : 'MRangeMarkerEvent';
    count[kind]++;
    written.push(
      `<obj class="${kind}" ID="${String(FIRST_ID + index)}">${float('Start', marker.in - start)}`,
      float('Length', Math.max(0, (marker.out ?? marker.in) - marker.in)),
      string('Name', tagged(nameAlone(marker), marker)),
      `<int name="ID" value="${String(count[kind])}"/></obj>\n`,
    );
  }
  written.push(
    '</list>\n</obj>\n<obj class="MTrack" name="Track Device" ID="3"><int name="Connection Type" value="2"/></obj>\n',
    '</obj>\n</list>\n<obj class="PArrangeSetup" name="Setup" ID="4">\n',
    `<member name="Start">${float('Time', start)}${LINEAR}</member>\n`,
    `<member name="Length">${float('Time', length)}${LINEAR}</member>\n`,
    `<int name="FrameType" value="${frameTypeOf(format)}"/>\n</obj>\n</tracklist2>\n`,
  );
  return encodeText(written.join(''));
}

/** The ids below are those of the track and the project. */
const FIRST_ID = 10;
const LINEAR = '<member name="Domain"><int name="Type" value="1"/><float name="Period" value="1"/></member>';

function float(name: string, flicks: Flicks): string {
  return `<float name="${name}" value="${secondsText(flicks)}"/>`;
}

function string(name: string, text: string): string {
  return `<string name="${name}" value="${xmlAttribute(text)}" wide="true"/>`;
}

function frameTypeOf({ rate, dropFrame }: TimecodeFormat): string {
  const sameRate = Object.entries(FRAME_TYPES).filter(([, format]) => format.rate === rate);
  const [type] = sameRate.find(([, format]) => format.dropFrame === dropFrame) ??
    sameRate[0] ?? [HALF[rate] ?? '2'];
  return type;
}

/** The events of a track, of which there may be a hundred thousand and in which nothing else is. */
function isEvents(element: XmlElement): boolean {
  return element.name === 'list' && attributeOf(element, 'name') === 'Events';
}

function ofClass(name: string): (element: XmlElement) => boolean {
  return (element) => element.name === 'obj' && attributeOf(element, 'class') === name;
}

function trackOf(
  element: XmlElement,
  tempoTracks: ReadonlyMap<string | null, ReturnType<typeof readTempoTrack>>,
): Track | { readonly problem: string } {
  const node = partOf(element, 'Node');
  const domain = node && partOf(node, 'Domain');
  const name = (node && valueOf(node, 'Name')?.trim()) || null;
  const events = ((node && partOf(node, 'Events'))?.children ?? []).filter(
    (event) => event.name === 'obj' && MARKERS.has(attributeOf(event, 'class')),
  );
  const type = domain && valueOf(domain, 'Type');
  if (type === '1') return { name, events, toTime: fineSeconds };
  if (type !== '0')
    return { problem: `The track "${name ?? ''}" does not say whether it counts in beats or in seconds.` };
  // Only the first track that counts in beats carries the tempo track; the others refer to it.
  const reference = domain && partOf(domain, 'Tempo Track');
  const stated = tempoTracks.get(reference && attributeOf(reference, 'ID'));
  const toTime = stated ?? { problem: 'its tempo track is not in the file' };
  if (typeof toTime === 'function') return { name, events, toTime };
  const advice = 'Set it to linear time base in Cubase and export it again.';
  return { problem: `The track "${name ?? ''}" counts in beats, and ${toTime.problem}. ${advice}` };
}

function markerOf(
  event: XmlElement,
  track: Track,
  projectStart: FineFlicks,
  rate: FrameRateName,
): Marker | null {
  let [start, length, name]: [Fraction | null, Fraction | null, string] = [null, null, ''];
  for (const child of event.children) {
    const said = attributeOf(child, 'name');
    if (said === 'Start') start = decimal(attributeOf(child, 'value') ?? '');
    else if (said === 'Length') length = decimal(attributeOf(child, 'value') ?? '');
    else if (said === 'Name') name = attributeOf(child, 'value') ?? '';
  }
  const position = start && positionOf(projectStart + track.toTime(start), rate);
  if (!start || position === null) return null;
  // A length in beats is as long as the tempo at that place makes it.
  const end = length &&
    length.num !== 0n && {
      num: start.num * length.den + length.num * start.den,
      den: start.den * length.den,
    };
  const out = end ? positionOf(projectStart + track.toTime(end), rate) : null;
  return untagged({
    ...markerAt(position),
    out: out !== null && out > position ? out : null,
    name: name.trim(),
    track: track.name,
  });
}

/** The nearest flick, or the beginning of a frame that is only not met because of floating point. */
function positionOf(position: FineFlicks, rate: FrameRateName): Flicks | null {
  const flicks = nearestFlick(position);
  if (flicks === null || Math.abs(flicks) > FURTHEST) return null;
  const frame = frameToFlicks(flicksToFrame(flicks + TOLERANCE, rate), rate);
  return Math.abs(frame - flicks) <= TOLERANCE ? frame : flicks;
}
