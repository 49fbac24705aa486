const REFERENCE = /&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const WRITTEN: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What is written as it is, as most texts are. */
const PLAIN = /^[ !#-%'-;=?-~]*$/;
const NOT_IN_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** A text as the content of an element. What XML cannot hold (most control characters) is left out. */
export function xmlText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(NOT_IN_XML, '').replace(/[&<>"\r]/g, escaped);
}

/** A text as the value of an attribute, where line breaks and tabs would otherwise become spaces. */
export function xmlAttribute(text: string): string {
  return PLAIN.test(text) ? text : xmlText(text).replace(/[\n\t]/g, escaped);
}

/**
 * What a text in XML stands for: the five entities and references to characters. Anything else stays as it is written:
 * entities of the file's own are not looked up, and people who write XML by hand forget to escape `&`.
 */
export function resolved(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (written: string, hex?: string, decimal?: string, entity?: string) => {
    if (entity !== undefined) return ENTITIES[entity] ?? written;
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    const character = code <= 0x10ffff ? String.fromCodePoint(code) : '';
    return character.replace(NOT_IN_XML, '') === '' ? written : character;
  });
}

/**
 * Bytes of a text with LF for every line ending, as XML counts them. In bytes, because a text of nothing but CR would fill
 * the memory.
 */
export function withFeeds(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(RETURN)) return bytes;
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== RETURN) kept[length++] = byte;
    else if (bytes[at + 1] !== FEED) kept[length++] = FEED;
  }
  return kept.subarray(0, length);
}

const [FEED, RETURN] = [0x0a, 0x0d];

function escaped(character: string): string {
  return WRITTEN[character] ?? `&#${String(character.charCodeAt(0))};`;
}
