import { frameToFlicks } from '@segue/timecode';
import { describe, expect, it } from 'vitest';
import { formatAvidText } from './avid-text.js';
import { filmClock } from './film-clock.js';
import { formatFcpxml } from './fcpxml.js';
import { markerAt } from './marker.js';
import { parseMarkers } from './marker-files.js';
import { formatResolveEdl } from './resolve-edl.js';
import { timeline } from './testing/markers.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const drop = { ...timeline({ rate: '29.97', dropFrame: true }), start: frameToFlicks(107_892, '29.97') };
const plain = timeline({ rate: '29.97', dropFrame: false });
const at24 = timeline({ rate: '24', dropFrame: false });
const at23976 = timeline({ rate: '23.976', dropFrame: false });
const labels = 'labels';
const counted = 'from its beginning';

describe('a file that counts otherwise than the film', () => {
  it('begins with the same label, whatever position that is', () => {
    const { format, start } = at23976;
    expect(filmClock({ format, start }, at24, counted).shift).toBe(at24.start - start);
    expect(filmClock({ format, start: start + frameToFlicks(240, '23.976') }, at24, counted).shift).toBe(
      at24.start + frameToFlicks(240, '24') - start - frameToFlicks(240, '23.976'),
    );
    expect(filmClock({ format: drop.format }, plain, labels).shift).toBe(plain.start - drop.start);
  });

  it('is where the film is when it states no start and counts from its beginning', () => {
    expect(filmClock({ format: at23976.format }, at24, counted)).toMatchObject({ shift: 0 });
  });

  it('is told, and one that counts as the film is not', () => {
    const { problem } = filmClock({ format: drop.format, start: drop.start }, plain, counted);
    expect(problem?.what).toBe(
      'The file counts in 29.97 drop frame, not in 29.97: from 01:00:00;00 on it was laid out in real time.',
    );
    expect(filmClock({ format: at24.format, start: 5 }, at24, counted)).toEqual({ shift: 0, problem: null });
    expect(filmClock({}, at24, labels)).toEqual({ shift: 0, problem: null });
  });

  it('stays where it is when its first label does not exist in the film', () => {
    const start = frameToFlicks(1800, '29.97');
    const { shift, problem } = filmClock({ format: plain.format, start }, drop, counted);
    expect(shift).toBe(0);
    expect(problem?.what).toContain('there is no 00:01:00:00');
  });

  it('has its markers where they are in real time from there', () => {
    const minutes = 17_982;
    const written = [markerAt(drop.start), markerAt(drop.start + frameToFlicks(minutes, '29.97'))];
    const expected = [plain.start, plain.start + frameToFlicks(minutes, '29.97')];
    for (const format of [formatAvidText, formatResolveEdl, formatFcpxml]) {
      const { items, problems, stated } = parseMarkers(format(written, drop), plain);
      expect(items.map((marker) => marker.in)).toEqual(expected);
      expect(stated.format).toEqual(drop.format);
      expect(problems.map(({ what }) => what).join()).toContain('in real time');
    }
  });
});

describe('a list of timecodes', () => {
  const avid = (...rows: string[]) => bytes(rows.map((row) => `a\t${row}\tV1\tred\tx\t1\n`).join(''));

  it('with ; counts in drop frame, which is told once where the film does not', () => {
    const { items, problems, stated } = parseMarkers(avid('01:00:00;00', '01:01:00;02'), plain);
    expect(stated).toEqual({ format: drop.format });
    expect(items.map((marker) => marker.in - plain.start)).toEqual([0, frameToFlicks(1800, '29.97')]);
    expect(problems.map(({ where }) => where)).toEqual(['line 1', 'file']);
    expect(problems[0]?.what).toContain('counts in drop frame');
    expect(parseMarkers(avid('01:00:00;00'), drop).problems).toEqual([]);
  });

  it('with ; at a rate that never drops frames is read without, which is told once', () => {
    const { items, problems, stated } = parseMarkers(avid('01:00:00;00', '01:00:01;00'), at24);
    expect(stated).toEqual({});
    expect(items.map((marker) => marker.in - at24.start)).toEqual([0, frameToFlicks(24, '24')]);
    expect(problems).toEqual([
      {
        where: 'line 1',
        what: 'The list counts in drop frame, which does not exist at 24 frames per second: it was read without.',
      },
    ]);
  });
});
