import { FLICKS_PER_SECOND, frameToFlicks } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markerAt } from './marker.js';
import { parseReaperProject } from './reaper-project.js';
import { timeline } from './testing/markers.js';

const utf8 = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join('\r\n'));
const at24 = timeline({ rate: '24', dropFrame: false });
const SECOND = FLICKS_PER_SECOND;
const HEAD = '<REAPER_PROJECT 0.1 "7.11/macOS-arm64" 1700000000';

describe('a REAPER project', () => {
  it('has markers and regions', () => {
    const { items, problems, stated } = parseReaperProject(
      utf8(
        HEAD,
        '  RIPPLE 0',
        '  MARKER 1 9.41666666666667 "2M4 in" 0 0 1 B {8C0F} 0',
        '  MARKER 2 12 `it\'s "loud" [S:7k2f]` 1 33488896 1 R {77AA} 0',
        '  MARKER 1 3600.5 bare 0 16777471 1',
        '  MARKER 2 13.5 "" 1',
        '  <TRACK {1}',
        '    MARKER 9 1 "of a track" 0',
        '  >',
        "  MARKER 3 0 '' 0",
        '>',
      ),
      at24,
    );
    expect(problems).toEqual([]);
    expect(stated).toEqual({});
    expect(items).toEqual([
      { ...markerAt(at24.start + frameToFlicks(226, '24')), name: '2M4 in' },
      {
        ...markerAt(at24.start + 12 * SECOND),
        out: at24.start + 13.5 * SECOND,
        id: '7k2f',
        name: 'it\'s "loud"',
        colour: 'red',
      },
      { ...markerAt(at24.start + 3600.5 * SECOND), name: 'bare', colour: 'blue' },
      markerAt(at24.start),
    ]);
  });

  it('begins where it says', () => {
    const { items, stated } = parseReaperProject(
      utf8(HEAD, '  PROJOFFS 3603.6 0 0', '  MARKER 1 1.001 a 0', '>'),
      at24,
    );
    expect(stated).toEqual({ start: frameToFlicks(3600 * 24, '23.976') });
    expect(items).toEqual([{ ...markerAt(frameToFlicks(3601 * 24, '23.976')), name: 'a' }]);
  });

  it('has its colours the other way round on Windows', () => {
    const { items } = parseReaperProject(
      utf8('<REAPER_PROJECT 0.1 "7.11/win64" 1700000000', '  MARKER 1 0 a 0 16777471', '>'),
      at24,
    );
    expect(items[0]?.colour).toBe('red');
  });

  it('says where it cannot be read', () => {
    const { items, problems } = parseReaperProject(
      utf8(HEAD, '  MARKER 1 soon a 0', '  MARKER 2 1e30 b 0', '  MARKER 3 1 c 1', '>'),
      at24,
    );
    expect(items).toEqual([{ ...markerAt(at24.start + SECOND), name: 'c' }]);
    expect(problems.map(({ where }) => where)).toEqual(['line 2', 'line 3', 'line 4']);
    expect(parseReaperProject(utf8('MARKER 1 0 a 0'), at24).problems[0]?.where).toBe('file');
  });

  it('never throws, whatever the bytes', () => {
    const pieces = fc.constantFrom(
      '\nMARKER ',
      '1 ',
      '1e99 ',
      '"',
      "'",
      '<',
      '\n>\n',
      '\nPROJOFFS -99',
      '9'.repeat(12),
    );
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), fc.array(pieces)), (made) => {
        const bytes = made instanceof Uint8Array ? made : utf8(HEAD, made.join(''));
        expect(() => parseReaperProject(bytes, at24)).not.toThrow();
      }),
    );
  });
});
