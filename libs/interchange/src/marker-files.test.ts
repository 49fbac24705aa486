import { describe, expect, it } from 'vitest';
import { formatAvidText } from './avid-text.js';
import { formatAvidXml } from './avid-xml.js';
import { formatSrt, formatWebVtt } from './captions.js';
import { formatCubaseArchive } from './cubase-archive.js';
import { formatEdlMarkers } from './edl-write.js';
import { formatFcpxml } from './fcpxml.js';
import { markerAt } from './marker.js';
import { parseMarkers } from './marker-files.js';
import { formatMidi } from './midi.js';
import { formatOtio } from './otio.js';
import { formatReaperCsv } from './reaper-csv.js';
import { formatResolveEdl } from './resolve-edl.js';
import { timeline } from './testing/markers.js';
import { formatXmeml } from './xmeml.js';

const at24 = timeline({ rate: '24', dropFrame: false });
const marker = { ...markerAt(at24.start + 29_400_000 * 48), id: '7k2f', name: '2m14', comment: 'softer' };

describe('a file of markers', () => {
  it.each([
    formatAvidText,
    formatAvidXml,
    formatWebVtt,
    formatSrt,
    formatCubaseArchive,
    formatEdlMarkers,
    formatFcpxml,
    formatMidi,
    formatOtio,
    formatReaperCsv,
    formatResolveEdl,
    formatXmeml,
  ])('is known by what is in it: %o', (format) => {
    const { items, problems } = parseMarkers(format([marker], at24), at24);
    expect(problems).toEqual([]);
    expect(items.map(({ id, in: position }) => ({ id, position }))).toEqual([
      { id: '7k2f', position: marker.in },
    ]);
  });

  it('that nobody knows is refused in words', () => {
    expect(parseMarkers(new TextEncoder().encode('hello'), at24).problems).toEqual([
      { where: 'file', what: 'This is no list of markers that Segue knows.' },
    ]);
    expect(parseMarkers(new Uint8Array(65 * 1024 * 1024), at24).problems[0]?.what).toContain('64 MB');
  });
});
