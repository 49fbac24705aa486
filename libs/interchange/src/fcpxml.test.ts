import { frameToFlicks } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFcpxml, parseFcpxml } from './fcpxml.js';
import { markerAt } from './marker.js';
import { markers, sameMarkers, timeline } from './testing/markers.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (written: Uint8Array): string => new TextDecoder().decode(written);
const at25 = timeline({ rate: '25', dropFrame: false });
const reel2 = frameToFlicks(172800, '23.976');
const frame = (count: number) => reel2 + frameToFlicks(count, '23.976');
/** Frames at 23.976 as Final Cut writes them. */
const s = (frames: number): string => `${String(frames * 1001)}/24000s`;

const project = (story: string, sequence = `tcStart="${s(172800)}" tcFormat="NDF"`): Uint8Array =>
  bytes(`<?xml version="1.0"?><!DOCTYPE fcpxml>
<fcpxml version="1.9"><resources><format id="r0" frameDuration="100/2500s"/><format id="r1" frameDuration="1001/24000s"/></resources>
<library><event name="Notes"><project name="Reel 2 notes"><sequence format="r1" duration="${s(28800)}" ${sequence}><spine>
${story}
</spine></sequence></project></event></library></fcpxml>`);

describe('markers of Final Cut Pro', () => {
  it('are read as Final Cut writes them', () => {
    const { items, problems, stated } = parseFcpxml(
      project(`<gap name="Gap" offset="172972800/24000s" start="172972800/24000s" duration="28828800/24000s">
<marker start="173199026/24000s" duration="1001/24000s" value="2M4 in" note="after the breath [S:7k2f]" completed="0"/>
<marker start="${s(173000)}" duration="${s(36)}" value="&quot;A&quot; &amp; B" completed="1"/>
<chapter-marker start="${s(173100)}" duration="1001/24000s" value="Chapter" posterOffset="11/24s"/></gap>`),
      at25,
    );
    expect(problems).toEqual([]);
    expect(stated).toEqual({
      title: 'Reel 2 notes',
      format: { rate: '23.976', dropFrame: false },
      start: reel2,
    });
    expect(items).toEqual([
      { ...markerAt(frame(226)), id: '7k2f', name: '2M4 in', comment: 'after the breath', status: 'open' },
      { ...markerAt(frame(200)), out: frame(236), name: '"A" & B', status: 'done' },
      { ...markerAt(frame(300)), name: 'Chapter' },
    ]);
  });

  it('count in the clock of the clip they are on, and that in the clock around it', () => {
    const marker = (value: string, start: string) =>
      `<marker start="${start}" duration="1001/24000s" value="${value}"/>`;
    const { items, problems } = parseFcpxml(
      project(`<asset-clip offset="${s(172800)}" start="${s(5000)}" duration="${s(100)}">${marker('a', s(5010))}
  <clip lane="1" offset="${s(5050)}" start="${s(70)}" duration="${s(40)}">${marker('b', s(80))}
    <video offset="${s(70)}" start="${s(10)}" duration="${s(40)}">${marker('c', s(15))}</video></clip>
  <spine lane="2" offset="${s(5020)}"><title duration="${s(10)}"/><title duration="${s(10)}">${marker('d', s(3))}</title></spine>
  ${marker('hidden', s(5100))}</asset-clip>
<audition><ref-clip duration="${s(50)}">${marker('e', s(1))}</ref-clip><ref-clip>${marker('other take', s(2))}</ref-clip></audition>
<gap start="${s(8000)}">${marker('f', s(8001))}</gap>`),
      at25,
    );
    expect(
      items.map(({ name, in: position }) => [name, (position - reel2) / frameToFlicks(1, '23.976')]),
    ).toEqual([
      ['a', 10],
      ['b', 60],
      ['c', 55],
      ['d', 33],
      ['e', 101],
      ['f', 151],
    ]);
    expect(problems.map(({ what }) => what)).toEqual([expect.stringMatching(/^1 markers were left out/)]);
  });

  it('are exact where the parts of a position are none', () => {
    const { items } = parseFcpxml(
      project(
        '<gap offset="1/1536000s" start="7/1536000s" duration="9s"><marker start="1536006/1536000s"/></gap>',
        '',
      ),
      at25,
    );
    expect(items).toEqual([markerAt(at25.start + frameToFlicks(25, '25'))]);
  });

  it('say where they cannot be read', () => {
    const { items, problems } = parseFcpxml(
      project(
        '<gap duration="99s">\n<marker value="a"/>\n<marker start="1/0s"/>\n<marker start="5"/>\n<marker start="9s" duration="x"/></gap>',
      ),
      at25,
    );
    expect(items).toHaveLength(1);
    expect(problems.map(({ where }) => where)).toEqual(['line 5', 'line 6', 'line 7', 'line 8']);
    const what = (file: string) => parseFcpxml(bytes(file), at25).problems[0]?.what;
    expect(what('<fcpxml><event><clip/></event></fcpxml>')).toContain('no project');
    expect(what('<xmeml/>')).toContain('no <fcpxml>');
    expect(what('<fcpxml>')).toContain('never closed');
  });

  it('are written as Final Cut wants them', () => {
    const at2398 = { ...timeline({ rate: '23.976', dropFrame: false }), start: reel2, title: 'Reel 2 notes' };
    const note = { name: '2M4 in', comment: 'after\nthe breath', status: 'open' as const };
    const written = text(formatFcpxml([{ ...markerAt(frame(226)), ...note }], at2398));
    expect(written).toContain('tcStart="172972800/24000s" tcFormat="NDF"');
    expect(written).toContain(
      '<marker start="173199026/24000s" duration="1001/24000s" value="2M4 in" note="after&#10;the breath" completed="0"/>',
    );
    expect(text(formatFcpxml([], at25))).toContain('frameDuration="100/2500s"');
  });

  it('come back as they were written', () => {
    const at2997 = timeline({ rate: '29.97', dropFrame: true });
    fc.assert(
      fc.property(
        fc.constantFrom(at25, at2997).chain((at) => markers(at).map((written) => ({ at, written }))),
        ({ at, written }) => {
          const { items, problems, stated } = parseFcpxml(formatFcpxml(written, at), at25);
          expect(problems).toEqual([]);
          expect(stated).toEqual({ title: at.title, format: at.format, start: at.start });
          // Texts lose the space around them, and what XML cannot hold.
          const kept = (some: string) => some.replace(/[^\t\n\r\x20-\u{10ffff}]/gu, '').trim();
          const expected = written.map((marker) => ({
            ...marker,
            name: kept(marker.name),
            comment: kept(marker.comment),
          }));
          sameMarkers(items, expected, ['id', 'in', 'out', 'name', 'comment', 'status']);
        },
      ),
    );
  });

  it('before the start are left out, and the gap holds all others', () => {
    const late = markerAt(at25.start + 2 * at25.length);
    expect(parseFcpxml(formatFcpxml([markerAt(at25.start - 1), late], at25), at25).items).toEqual([late]);
  });

  it('never throw, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary' }), (some, start) => {
        expect(parseFcpxml(some, at25).items).toEqual([]);
        parseFcpxml(project(`<gap offset="${start}"><marker start="${start}"/></gap>`), at25);
      }),
    );
  });
});
