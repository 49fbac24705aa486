import { flicksToFrame, frameToFlicks } from '@segue/timecode';
import { AvidClasses, type AvidProperties } from './avid-classes.js';
import { avidColour, LATER_AVID_COLOURS, NOBODY } from './avid-conventions.js';
import { ByteWriter } from './byte-writer.js';
import { ListLabels } from './list-labels.js';
import { markerAt, type Marker, type Reading, type Timeline } from './marker.js';
import { tagged, untagged } from './note-tag.js';
import { lengthInFrames, outAfter } from './positions.js';
import { decodeText, tooLarge, wideEncoding } from './text-file.js';
import { encodeText, lineAt, nameAlone, nothing, oneLine, Problems } from './text.js';
import { xmlText } from './xml-text.js';
import { Unreadable, XmlReader } from './xml-reader.js';

/** A marker has 1.8 kilobytes of this XML, whatever it says: 100,000 of them have 190 MB. */
const MAX_AVID_BYTES = 256 * 1024 * 1024;

/**
 * Reads the XML that the Markers window of Avid Media Composer exports. It knows no names and states. Neither title nor
 * start nor frame rate are in the file: positions are frames from the timeline's start, at its rate, or timecodes.
 */
export function parseAvidXml(bytes: Uint8Array, timeline: Timeline): Reading<Marker> {
  const refused = tooLarge<Marker>(bytes, MAX_AVID_BYTES);
  if (refused) return refused;
  const wide = wideEncoding(bytes);
  if (wide) return readList(encodeText(decodeText(bytes)), 'utf-8', timeline);
  try {
    return readList(bytes, 'utf-8', timeline);
  } catch (error) {
    if (error instanceof TypeError) return readList(bytes, 'windows-1252', timeline);
    throw error;
  }
}

/** @throws TypeError if the bytes are not text in this encoding. */
function readList(
  bytes: Uint8Array,
  encoding: 'utf-8' | 'windows-1252',
  timeline: Timeline,
): Reading<Marker> {
  const problems = new Problems();
  const labels = new ListLabels(timeline.format, problems);
  const items: Marker[] = [];
  const classes = new AvidClasses(bytes, encoding);
  const isWhole = classes.read((properties, begin) => {
    if (properties instanceof Unreadable) {
      problems.add(lineAt(classes.lineOf(begin) + properties.line), properties.message);
      return;
    }
    const marker = markerOf(properties, timeline, labels);
    if (!('problem' in marker)) items.push(marker);
    else problems.add(lineAt(classes.lineOf(begin)), marker.problem);
  });
  if (!isWhole) return nothing('file', 'It has more than a million markers, as no list has.');
  try {
    const { name } = new XmlReader(classes.frame()).read();
    if (name !== 'Avid:StreamItems') {
      const what = 'This is XML, but not an Avid list of markers: it begins with no <Avid:StreamItems>.';
      problems.add('file', what);
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    problems.add(lineAt(classes.lineOfFrame(error.line)), error.message);
  }
  return { items, problems: problems.all(), stated: labels.stated };
}

/**
 * Writes markers for the Markers window of Avid Media Composer, "Import Markers". Name and comment become one comment of
 * one line; states are lost, colours become the nearest of Avid's sixteen, and of its eight for older versions. Markers before the timeline's start are left out: they
 * cannot be said here.
 */
export function formatAvidXml(markers: readonly Marker[], timeline: Timeline): Uint8Array {
  const first = flicksToFrame(timeline.start, timeline.format.rate);
  const file = new ByteWriter();
  file.text(HEAD);
  for (const marker of markers) {
    const frame = flicksToFrame(marker.in, timeline.format.rate) - first;
    if (frame < 0) continue;
    const user = oneLine(marker.author ?? '').trim();
    const { colour } = marker;
    const isLater = colour !== null && LATER_AVID_COLOURS.has(colour);
    file.bytes(isLater ? BEGIN_EIGHT : BEGIN);
    put(file, DATE, String(Math.floor((marker.createdAt ?? 0) / 1000)));
    put(file, COLOUR, capitalised(avidColour(colour)));
    if (isLater) put(file, TRUE_COLOUR, capitalised(colour));
    put(file, USER, xmlText(user === '' ? NOBODY : user));
    put(file, COMMENT, xmlText(tagged(nameAlone(marker), marker)));
    put(file, TIMECODE, String(frame));
    put(file, TRACK, xmlText(oneLine(marker.track ?? 'V1')));
    put(file, LENGTH, String(lengthInFrames(marker, timeline.format)));
    file.bytes(END);
  }
  file.text('</Avid:XMLFileData></Avid:StreamItems>\n');
  return file.done();
}

const HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<!DOCTYPE Avid:StreamItems SYSTEM "AvidSettingsFile.dtd">
<Avid:StreamItems xmlns:Avid="http://www.avid.com"><Avid:XMLFileData>
<AvProp name="DomainMagic" type="string">Domain</AvProp><AvProp name="DomainKey" type="char4">58424a44</AvProp>
`;
const BEGIN = beginOf(7);
/** With the colour that only newer versions have. */
const BEGIN_EIGHT = beginOf(8);
const END = encodeText('<ListElem/></List></AvClass>\n');
/** What stands before each value; all but the value is the same for every marker. */
const DATE = integer('_ATN_CRM_LONG_CREATE_DATE');
const COLOUR = string('_ATN_CRM_COLOR');
const TRUE_COLOUR = string('_ATN_CRM_COLOR_EXTENDED');
const USER = string('_ATN_CRM_USER');
const COMMENT = string('_ATN_CRM_COM');
const TIMECODE = string('_ATN_CRM_TC');
const TRACK = string('_ATN_CRM_TRK');
const LENGTH = integer('_ATN_CRM_LENGTH');
const BEHIND = encodeText('</AvProp></ListElem>\n');

function beginOf(attributes: number): Uint8Array {
  return encodeText(
    `<AvClass id="ATTR"><AvProp id="ATTR" name="__OMFI:ATTR:NumItems" type="int32">${String(attributes)}</AvProp>` +
      '<List id="OMFI:ATTR:AttrRefs">\n',
  );
}

function put(file: ByteWriter, before: Uint8Array, value: string): void {
  file.bytes(before);
  file.text(value);
  file.bytes(BEHIND);
}

function integer(name: string): Uint8Array {
  return property(1, name, 'IntAttribute" type="int32');
}

function string(name: string): Uint8Array {
  return property(2, name, 'StringAttribute" type="string');
}

function property(kind: number, name: string, type: string): Uint8Array {
  return encodeText(
    `<ListElem><AvProp id="ATTR" name="OMFI:ATTB:Kind" type="int32">${String(kind)}</AvProp>` +
      `<AvProp id="ATTR" name="OMFI:ATTB:Name" type="string">${name}</AvProp>` +
      `<AvProp id="ATTR" name="OMFI:ATTB:${type}">`,
  );
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function markerOf(
  properties: AvidProperties,
  timeline: Timeline,
  labels: ListLabels,
): Marker | { readonly problem: string } {
  const { TC: place, USER: user, COM: comment = '', TRK: track } = properties;
  if (!place) return { problem: 'This marker has no _ATN_CRM_TC, which says where it is.' };
  const frames = wholeNumber(place);
  const position =
    frames === null
      ? labels.position(place, `marker at ${place}`)
      : timeline.start + frameToFlicks(frames, timeline.format.rate);
  if (typeof position !== 'number') return position;
  const { COLOR_EXTENDED: trueColour = '', COLOR: nearest = '' } = properties;
  // Newer versions say the true colour beside the one for older versions.
  const colour = /^[A-Za-z]+$/.test(trueColour) ? trueColour : nearest;
  const created = Number(/^\d{1,11}$/.exec(properties.LONG_CREATE_DATE ?? '')?.[0] ?? 0);
  return untagged({
    ...markerAt(position),
    out: outAfter(position, wholeNumber(properties.LENGTH) ?? 1, timeline.format),
    author: !user || user === NOBODY ? null : user,
    track: track || null,
    colour: colour.toLowerCase() || null,
    comment,
    createdAt: created > 0 ? created * 1000 : null,
  });
}

/** A number of at most eight digits: frames beyond are no film's, and more than positions can count. */
function wholeNumber(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,8}$/.test(text) ? Number(text) : null;
}
