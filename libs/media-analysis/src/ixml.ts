import type { ProductionFacts } from './audio-reading.js';

/** More than recorders write; the rest of a longer chunk is not read. */
export const IXML_BYTES = 1024 * 1024;

const MAX_DEPTH = 32;
const MAX_TEXT = 1000;
const MAX_TRACKS = 128;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * Reads what an iXML chunk says about the recording; null if it is no iXML. It knows just the XML that iXML needs: elements,
 * text, CDATA, comments. A document type is refused, so there are no entities but the five of XML itself.
 */
export function parseIXml(bytes: Uint8Array): ProductionFacts | null {
  const texts = leafTexts(new TextDecoder().decode(bytes));
  if (texts === null) return null;
  const first = (path: string): string => texts.get(path)?.[0] ?? '';
  return {
    scene: first('BWFXML/SCENE'),
    take: first('BWFXML/TAKE'),
    tape: first('BWFXML/TAPE'),
    note: first('BWFXML/NOTE'),
    tracks: texts.get('BWFXML/TRACK_LIST/TRACK/NAME') ?? [],
  };
}

const WANTED = [
  'BWFXML/SCENE',
  'BWFXML/TAKE',
  'BWFXML/TAPE',
  'BWFXML/NOTE',
  'BWFXML/TRACK_LIST/TRACK/NAME',
] as const;

/** The texts of the wanted elements by their path, in order; null if the XML is broken or not iXML. Each letter is passed once. */
function leafTexts(xml: string): Map<string, string[]> | null {
  const texts = new Map<string, string[]>(WANTED.map((path) => [path, []]));
  const open: string[] = [];
  let text = '';
  let at = 0;
  for (;;) {
    const mark = xml.indexOf('<', at);
    if (mark < 0) break;
    if (text.length < MAX_TEXT) text += unescaped(xml.slice(at, Math.min(mark, at + MAX_TEXT)));
    const [opening, closing] = bracketsAt(xml, mark);
    const end = xml.indexOf(closing, mark + opening.length);
    if (end < 0) break;
    at = end + closing.length;
    const inside = xml.slice(mark + opening.length, Math.min(end, mark + opening.length + MAX_TEXT));

    if (opening === '<!') return null;
    if (opening === '<![CDATA[') text += inside;
    else if (opening === '</') {
      const path = open.join('/');
      if (open.pop() !== inside.trim()) return null;
      const known = texts.get(path);
      if (known && known.length < MAX_TRACKS) known.push(tidied(text));
      if (open.length === 0) return path === 'BWFXML' ? texts : null;
      text = '';
    } else if (opening === '<') {
      text = '';
      const name = /^[^\s/]*/.exec(inside)?.[0] ?? '';
      if (xml[end - 1] !== '/') open.push(name);
      if (open.length > MAX_DEPTH) return null;
    }
  }
  return null;
}

function bracketsAt(xml: string, mark: number): readonly [string, string] {
  if (xml.startsWith('<!--', mark)) return ['<!--', '-->'];
  if (xml.startsWith('<![CDATA[', mark)) return ['<![CDATA[', ']]>'];
  if (xml.startsWith('<!', mark)) return ['<!', '>'];
  if (xml.startsWith('<?', mark)) return ['<?', '?>'];
  if (xml.startsWith('</', mark)) return ['</', '>'];
  return ['<', '>'];
}

/** Without what no database takes and nobody sees. */
function tidied(text: string): string {
  return text
    .slice(0, MAX_TEXT)
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}

function unescaped(text: string): string {
  const reference = /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w{1,8}));/g;
  return text.replace(reference, (whole: string, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES.get(name) ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    const isLetter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isLetter ? String.fromCodePoint(code) : '';
  });
}
