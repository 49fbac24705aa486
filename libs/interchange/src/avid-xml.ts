import { flicksToFrame, frameToFlicks, type Flicks } from '@segue/timecode';
import { avidColour, NOBODY } from './avid-conventions.js';
import { markerAt, type Marker, type Reading, type Timeline } from './marker.js';
import { tagged, untagged } from './note-tag.js';
import { labelPosition, lengthInFrames, outAfter } from './positions.js';
import { encodeText, lineAt, nameAlone, nothing, oneLine, Problems } from './text.js';
import { xmlText } from './xml-text.js';
import { attributeOf, childOf, elementsNamed, readXml, type XmlElement } from './xml.js';

/**
 * Reads the XML that the Markers window of Avid Media Composer exports. It knows no names and states. Neither title nor
 * start nor frame rate are in the file: positions are frames from the timeline's start, at its rate, or timecodes.
 */
export function parseAvidXml(bytes: Uint8Array, timeline: Timeline): Reading<Marker> {
  const root = readXml(bytes);
  if ('what' in root) return nothing(root.where, root.what);
  const problems = new Problems();
  const items: Marker[] = [];
  if (root.name !== 'Avid:StreamItems') {
    problems.add(
      'file',
      'This is XML, but not an Avid list of markers: it begins with no <Avid:StreamItems>.',
    );
  }
  for (const element of elementsNamed(root, 'AvClass')) {
    const marker = markerOf(propertiesOf(element), timeline);
    if ('problem' in marker) problems.add(lineAt(element.line), marker.problem);
    else items.push(marker);
  }
  return { items, problems: problems.all(), stated: {} };
}

/**
 * Writes markers for the Markers window of Avid Media Composer, "Import Markers". Name and comment become one comment of
 * one line; states are lost, colours become the nearest of eight. Markers before the timeline's start are left out: they
 * cannot be said here.
 */
export function formatAvidXml(markers: readonly Marker[], timeline: Timeline): Uint8Array {
  const first = flicksToFrame(timeline.start, timeline.format.rate);
  const written = [HEAD];
  for (const marker of markers) {
    const frame = flicksToFrame(marker.in, timeline.format.rate) - first;
    if (frame < 0) continue;
    const user = oneLine(marker.author ?? '').trim();
    const colour = avidColour(marker.colour);
    written.push(
      '<AvClass id="ATTR"><AvProp id="ATTR" name="__OMFI:ATTR:NumItems" type="int32">7</AvProp><List id="OMFI:ATTR:AttrRefs">\n',
      integer('_ATN_CRM_LONG_CREATE_DATE', Math.floor((marker.createdAt ?? 0) / 1000)),
      string('_ATN_CRM_COLOR', `${colour.charAt(0).toUpperCase()}${colour.slice(1)}`),
      string('_ATN_CRM_USER', user === '' ? NOBODY : user),
      string('_ATN_CRM_COM', tagged(nameAlone(marker), marker)),
      string('_ATN_CRM_TC', String(frame)),
      string('_ATN_CRM_TRK', oneLine(marker.track ?? 'V1')),
      integer('_ATN_CRM_LENGTH', lengthInFrames(marker, timeline.format)),
      '<ListElem/></List></AvClass>\n',
    );
  }
  written.push('</Avid:XMLFileData></Avid:StreamItems>\n');
  return encodeText(written.join(''));
}

const HEAD = `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<!DOCTYPE Avid:StreamItems SYSTEM "AvidSettingsFile.dtd">
<Avid:StreamItems xmlns:Avid="http://www.avid.com"><Avid:XMLFileData>
<AvProp name="DomainMagic" type="string">Domain</AvProp><AvProp name="DomainKey" type="char4">58424a44</AvProp>
`;

function integer(name: string, value: number): string {
  return property(1, name, 'IntAttribute" type="int32', String(value));
}

function string(name: string, value: string): string {
  return property(2, name, 'StringAttribute" type="string', xmlText(value));
}

function property(kind: number, name: string, type: string, value: string): string {
  return (
    `<ListElem><AvProp id="ATTR" name="OMFI:ATTB:Kind" type="int32">${String(kind)}</AvProp>` +
    `<AvProp id="ATTR" name="OMFI:ATTB:Name" type="string">${name}</AvProp>` +
    `<AvProp id="ATTR" name="OMFI:ATTB:${type}">${value}</AvProp></ListElem>\n`
  );
}

/** What the list of a marker says, by name. */
function propertiesOf(marker: XmlElement): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const element of childOf(marker, 'List')?.children ?? []) {
    let name: string | undefined;
    let value: string | undefined;
    for (const property of element.children) {
      const key = attributeOf(property, 'name');
      if (key === 'OMFI:ATTB:Name') name = property.text.trim();
      else if (key === 'OMFI:ATTB:IntAttribute' || key === 'OMFI:ATTB:StringAttribute')
        value = property.text.trim();
    }
    if (name !== undefined && value !== undefined) properties.set(name, value);
  }
  return properties;
}

function markerOf(
  properties: ReadonlyMap<string, string>,
  timeline: Timeline,
): Marker | { readonly problem: string } {
  const said = (name: string): string | null => properties.get(`_ATN_CRM_${name}`) || null;
  const place = said('TC');
  if (place === null) return { problem: 'This marker has no _ATN_CRM_TC, which says where it is.' };
  const position = positionOf(place, timeline);
  if (typeof position !== 'number') return position;
  const user = said('USER');
  // Newer versions say the true colour beside the one for older versions.
  const colour = /^[A-Za-z]+$/.exec(said('COLOR_EXTENDED') ?? '')?.[0] ?? said('COLOR');
  const created = Number(/^\d{1,11}$/.exec(said('LONG_CREATE_DATE') ?? '')?.[0] ?? 0);
  return untagged({
    ...markerAt(position),
    out: outAfter(position, wholeNumber(said('LENGTH')) ?? 1, timeline.format),
    author: user === NOBODY ? null : user,
    track: said('TRK'),
    colour: colour?.toLowerCase() ?? null,
    comment: said('COM') ?? '',
    createdAt: created > 0 ? created * 1000 : null,
  });
}

function positionOf(place: string, { format, start }: Timeline): Flicks | { readonly problem: string } {
  const frames = wholeNumber(place);
  if (frames === null) return labelPosition(place, format);
  return start + frameToFlicks(frames, format.rate);
}

/** A number of at most eight digits: frames beyond are no film's, and more than positions can count. */
function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,8}$/.test(text) ? Number(text) : null;
}
