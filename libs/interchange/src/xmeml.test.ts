import { frameToFlicks } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markerAt } from './marker.js';
import { markers, sameMarkers, timeline } from './testing/markers.js';
import { formatXmeml, parseXmeml } from './xmeml.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const at25 = timeline({ rate: '25', dropFrame: false });
const reel2 = frameToFlicks(172800, '23.976');
const frame = (count: number) => reel2 + frameToFlicks(count, '23.976');
const NTSC24 = '<rate><timebase>24</timebase><ntsc>TRUE</ntsc></rate>';

const sequence = (content: string): Uint8Array =>
  bytes(`<?xml version="1.0"?><!DOCTYPE xmeml>
<xmeml version="4"><sequence id="s1"><name>Reel 2 notes</name><duration>28800</duration>${NTSC24}
<timecode>${NTSC24}<string>02:00:00:00</string><frame>172800</frame><displayformat>NDF</displayformat></timecode>
${content}
</sequence></xmeml>`);

describe('markers in the XML of Final Cut Pro 7', () => {
  it('are read as Premiere writes them', () => {
    const { items, problems, stated } = parseXmeml(
      sequence(`<media><video><track/></video></media>
<marker><name>2M4 in</name><comment>after the
breath [S:7k2f]</comment><in>226</in><out>-1</out></marker>
<marker><comment></comment><name>too loud</name><in>288</in><out>324</out><pproColor>4281740498</pproColor></marker>`),
      at25,
    );
    expect(problems).toEqual([]);
    expect(stated).toEqual({
      title: 'Reel 2 notes',
      format: { rate: '23.976', dropFrame: false },
      start: reel2,
    });
    expect(items).toEqual([
      { ...markerAt(frame(226)), id: '7k2f', name: '2M4 in', comment: 'after the\nbreath' },
      { ...markerAt(frame(288)), out: frame(324), name: 'too loud', colour: 'red' },
    ]);
  });

  it('of clips stand where their clip does', () => {
    const clip = (start: number, more = '') => `<clipitem>${more}<start>${String(start)}</start><end>200</end>
<in>50</in><out>150</out><marker><name>hit</name><in>60</in><out>-1</out></marker>
<marker><name>cut off</name><in>49</in><out>-1</out></marker></clipitem>`;
    const { items, problems } = parseXmeml(
      sequence(`<media><video><track>${clip(100)}</track><track><transitionitem><start>300</start></transitionitem>
${clip(-1, '<rate><timebase>48</timebase><ntsc>TRUE</ntsc></rate>')}</track></video>
<audio><track>${clip(100)}</track><track>${clip(-1)}</track></audio></media>`),
      at25,
    );
    expect(items).toEqual([
      { ...markerAt(frame(110)), name: 'hit', track: 'V1' },
      { ...markerAt(frame(305)), name: 'hit', track: 'V2' },
    ]);
    expect(problems.map(({ where }) => where)).toEqual(['line 12', 'file']);
    expect(problems[1]?.what).toMatch(/^3 markers were left out/);
  });

  it('count from the start of the film in a file that states none, and drop frames where it says so', () => {
    const drop = '<rate><timebase>30</timebase><ntsc>TRUE</ntsc></rate>';
    const marker = '<marker><in>10</in><out>-1</out></marker>';
    const plain = parseXmeml(bytes(`<xmeml><sequence>${marker}</sequence></xmeml>`), at25);
    expect(plain.stated).toEqual({});
    expect(plain.items).toEqual([markerAt(at25.start + frameToFlicks(10, '25'))]);
    const dropped = parseXmeml(
      bytes(
        `<xmeml><sequence>${drop}<timecode><string>01;00;00;00</string></timecode>${marker}</sequence></xmeml>`,
      ),
      at25,
    );
    const start = frameToFlicks(107892, '29.97');
    expect(dropped.stated).toEqual({ format: { rate: '29.97', dropFrame: true }, start });
    expect(dropped.items).toEqual([markerAt(start + frameToFlicks(10, '29.97'))]);
  });

  it('say where they cannot be read', () => {
    const { items, problems } = parseXmeml(
      sequence(
        '<marker><in>1</in></marker>\n<marker><name>lost</name></marker>\n<marker><in>999999999</in></marker>',
      ),
      at25,
    );
    expect(items).toHaveLength(1);
    expect(problems.map(({ where }) => where)).toEqual(['line 5', 'line 6']);
    const rate = '<rate><timebase>12</timebase></rate>';
    const what = (text: string) => parseXmeml(bytes(text), at25).problems[0]?.what;
    expect(what(`<xmeml><sequence>${rate}</sequence></xmeml>`)).toContain('none that films have');
    expect(what('<xmeml><clip><name>a</name></clip></xmeml>')).toContain('no sequence');
    expect(what('<fcpxml/>')).toContain('no <xmeml>');
    expect(what('<xmeml>')).toContain('never closed');
  });

  it('come back as they were written', () => {
    const at2997 = timeline({ rate: '29.97', dropFrame: true });
    fc.assert(
      fc.property(markers(at2997), (written) => {
        const { items, problems, stated } = parseXmeml(formatXmeml(written, at2997), at25);
        expect(problems).toEqual([]);
        expect(stated).toEqual({ title: at2997.title, format: at2997.format, start: at2997.start });
        // Texts lose the space around them, and what XML cannot hold.
        const kept = (text: string) => text.replace(/[^\t\n\r\x20-\u{10ffff}]/gu, '').trim();
        const expected = written.map((marker) => ({
          ...marker,
          name: kept(marker.name),
          comment: kept(marker.comment),
        }));
        sameMarkers(items, expected, ['id', 'in', 'out', 'name', 'comment', 'colour']);
      }),
    );
  });

  it('before the start are left out', () => {
    expect(parseXmeml(formatXmeml([markerAt(at25.start - 1)], at25), at25).items).toEqual([]);
  });

  it('never throw, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'binary' }), (some, text) => {
        expect(parseXmeml(some, at25).items).toEqual([]);
        parseXmeml(sequence(`<marker><in>${text}</in><out>${text}</out></marker>`), at25);
      }),
    );
  });
});
