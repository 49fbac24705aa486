import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureInstalled } from '../../scripts/workspace/install.mjs';

const FOLDER = join(import.meta.dirname, '../peers/formats');
const PACKAGES = ['smpte-timecode', 'midi-file', 'fast-xml-parser', 'papaparse', 'subtitle'];

/** The packages that ours are measured against, by name. They are installed when they are not there. */
export async function loadPeers() {
  await ensureInstalled(FOLDER);
  const require = createRequire(join(FOLDER, 'package.json'));
  return Object.fromEntries(PACKAGES.map((name) => [name, require(name)]));
}

/** Their versions, as the lock file has them. */
export function peerVersions() {
  const { packages } = JSON.parse(readFileSync(join(FOLDER, 'package-lock.json'), 'utf8'));
  return Object.fromEntries(PACKAGES.map((name) => [name, packages[`node_modules/${name}`].version]));
}

/**
 * How the nearest package reads bytes of a format and writes again what it has read. `writesAtMost`: more of them would take
 * it an hour; so many are written, and the time is taken for as many times longer.
 */
export function peerFor(kind, peers) {
  const { 'midi-file': midi, 'fast-xml-parser': xml, papaparse, subtitle } = peers;
  const xmlOptions = { ignoreAttributes: false, suppressEmptyNode: true };
  return {
    midi: {
      title: 'midi-file',
      parse: (bytes) => midi.parseMidi(bytes),
      writesAtMost: 2000,
      format: (file, most) =>
        midi.writeMidi({ ...file, tracks: file.tracks.map((track) => track.slice(0, most)) }),
    },
    xml: {
      title: 'fast-xml-parser',
      parse: (bytes) => new xml.XMLParser(xmlOptions).parse(textOf(bytes)),
      format: (tree) => new xml.XMLBuilder(xmlOptions).build(tree),
    },
    csv: {
      title: 'papaparse',
      parse: (bytes) => papaparse.parse(textOf(bytes), { header: true }).data,
      format: (rows) => papaparse.unparse(rows),
    },
    srt: captions(subtitle, 'SRT'),
    vtt: captions(subtitle, 'WebVTT'),
  }[kind];
}

function captions(subtitle, format) {
  return {
    title: 'subtitle',
    parse: (bytes) => subtitle.parseSync(textOf(bytes)),
    format: (nodes) => subtitle.stringifySync(nodes, { format }),
  };
}

function textOf(bytes) {
  return new TextDecoder().decode(bytes);
}
