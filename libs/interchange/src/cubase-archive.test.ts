import { FLICKS_PER_SECOND, FRAME_RATE_NAMES, frameToFlicks } from '@segue/timecode';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCubaseArchive, parseCubaseArchive } from './cubase-archive.js';
import { markerAt } from './marker.js';
import { markers, sameMarkers, timeline } from './testing/markers.js';
import { nameAlone } from './text.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const at25 = timeline({ rate: '25', dropFrame: false });
const seconds = (count: number) => at25.start + Math.round(count * FLICKS_PER_SECOND);

const float = (name: string, value: string | number) => `<float name="${name}" value="${String(value)}"/>`;
const string = (name: string, value: string) => `<string name="${name}" value="${value}" wide="true"/>`;
const int = (name: string, value: number) => `<int name="${name}" value="${String(value)}"/>`;
const event = (name: string, start: string | number, length = 0): string =>
  `<obj class="${length > 0 ? 'MRangeMarkerEvent' : 'MMarkerEvent'}" ID="7">
${float('Start', start)}${float('Length', length)}${string('Name', name)}${int('ID', 1)}</obj>`;
const track = (name: string, domain: string, ...events: string[]): string =>
  `<obj class="MMarkerTrackEvent" ID="1"><obj class="MListNode" name="Node" ID="2">${string('Name', name)}
<member name="Domain">${domain}</member><list name="Events" type="obj">${events.join('\n')}</list></obj></obj>`;
const LINEAR = `${int('Type', 1)}${float('Period', 1)}`;
const tempo = (ppq: number, bpm: number, more = ''): string =>
  `<obj class="MTempoEvent" ID="5">${float('BPM', bpm)}${float('PPQ', ppq)}${more}</obj>`;
const musical = (...tempos: string[]): string =>
  `${int('Type', 0)}<obj class="MTempoTrackEvent" name="Tempo Track" ID="77"><list name="TempoEvent" type="obj">${tempos.join('')}</list></obj>`;
const SAME_TEMPO = `${int('Type', 0)}<obj name="Tempo Track" ID="77"/>`;
const setup = (start: string, frameType: number): string =>
  `<obj class="PArrangeSetup" name="Setup" ID="8"><member name="Start">${float('Time', start)}</member>${int('FrameType', frameType)}</obj>`;
const archive = (tracks: string, more = ''): Uint8Array =>
  bytes(
    `<?xml version="1.0" encoding="utf-8"?>\n<tracklist2>\n<list name="track" type="obj">\n${tracks}\n</list>\n${more}</tracklist2>`,
  );

describe('markers of Cubase and Nuendo', () => {
  it('in seconds count from the start of the project', () => {
    const { items, problems, stated } = parseCubaseArchive(
      archive(
        track(
          'Cues',
          LINEAR,
          event('2M4 &quot;in&quot; [S:7k2f]', '0.42499999999999999'),
          event('hit', 10, 2),
        ),
        setup('3603.1750000000001818989403545856475830078125', 12),
      ),
      at25,
    );
    expect(problems).toEqual([]);
    const frame = frameToFlicks(86400, '23.976');
    expect(frame).toBe(3603.6 * FLICKS_PER_SECOND);
    const start = frame - 0.425 * FLICKS_PER_SECOND;
    expect(stated).toEqual({ start, format: { rate: '23.976', dropFrame: false } });
    expect(items).toEqual([
      { ...markerAt(frame), id: '7k2f', name: '2M4 "in"', track: 'Cues' },
      {
        ...markerAt(start + 10 * FLICKS_PER_SECOND),
        out: start + 12 * FLICKS_PER_SECOND,
        name: 'hit',
        track: 'Cues',
      },
    ]);
  });

  it('in beats are read through the tempo track, which later tracks refer to', () => {
    const { items, problems, stated } = parseCubaseArchive(
      archive(
        track(
          'A',
          musical(tempo(0, 120), tempo(960, 60), tempo(1920, 99.5)),
          event('a', 480),
          event('b', 960, 960),
        ) + track('B', SAME_TEMPO, event('c', 2400)),
      ),
      at25,
    );
    expect([problems, stated]).toEqual([[], {}]);
    expect(items.map(({ in: position, out, track }) => [position, out, track])).toEqual([
      [seconds(0.5), null, 'A'],
      [seconds(1), seconds(3), 'A'],
      [seconds(3 + 60 / 99.5), null, 'B'],
    ]);
  });

  it('in folders are read, too', () => {
    const folder = `<obj class="MFolderTrack"><list name="track">${track('A', LINEAR, event('a', 1))}</list></obj>`;
    expect(parseCubaseArchive(archive(folder), at25).items).toHaveLength(1);
  });

  it.each([
    [2, '24', false],
    [3, '25', false],
    [4, '29.97', false],
    [5, '30', false],
    [6, '29.97', true],
    [7, '30', false],
    [12, '23.976', false],
    [14, '50', false],
    [15, '59.94', false],
    [16, '60', false],
  ] as const)('count frames as the project does: %i', (type, rate, dropFrame) => {
    const read = parseCubaseArchive(archive(track('A', LINEAR, event('a', 1)), setup('0', type)), at25);
    expect(read.stated.format).toEqual({ rate, dropFrame });
    // 30 drop frame is no way to count film.
    expect(read.problems).toHaveLength(type === 7 ? 1 : 0);
  });

  it('say where they cannot be read', () => {
    const { items, problems } = parseCubaseArchive(
      archive(
        [
          track('A', LINEAR, event('a', 1), event('b', 'x'), event('c', '1e30')),
          track('B', musical(tempo(0, 120), tempo(960, 60, int('Func', 1))), event('d', 480)),
          track('C', `${int('Type', 0)}<obj name="Tempo Track" ID="99"/>`, event('e', 480)),
          track('D', '', event('f', 480)),
        ].join('\n'),
      ),
      at25,
    );
    expect(items).toHaveLength(1);
    expect(problems.map(({ where }) => where)).toEqual(['line 7', 'line 9', 'line 11', 'line 14', 'line 17']);
    expect(problems[2]?.what).toContain('its tempo glides');
    expect(problems[3]?.what).toContain('not in the file');
    expect(problems[4]?.what).toContain('in beats or in seconds');
    const what = (text: string) => parseCubaseArchive(bytes(text), at25).problems[0]?.what;
    expect(what('<xmeml/>')).toContain('no <tracklist2>');
    expect(what('<tracklist2>')).toContain('never closed');
  });

  it('come back as they were written, with name and comment in one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FRAME_RATE_NAMES).chain((rate) => {
          const at = timeline({ rate, dropFrame: rate === '29.97' });
          return markers(at).map((written) => ({ at, written }));
        }),
        ({ at, written }) => {
          const { items, problems, stated } = parseCubaseArchive(formatCubaseArchive(written, at), at25);
          expect(problems).toEqual([]);
          const half: Partial<Record<string, string>> = {
            '47.952': '23.976',
            '48': '24',
            '119.88': '59.94',
            '120': '60',
          };
          const rate = half[at.format.rate] ?? at.format.rate;
          expect(stated).toEqual({ start: at.start, format: { ...at.format, rate } });
          const expected = written.map((made) => ({
            ...made,
            name: nameAlone(made).trim(),
            track: at.title,
          }));
          sameMarkers(items, expected, ['id', 'in', 'out', 'name', 'track']);
        },
      ),
    );
  });

  it('before the start are left out', () => {
    expect(parseCubaseArchive(formatCubaseArchive([markerAt(at25.start - 1)], at25), at25).items).toEqual([]);
  });

  it('never throw, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.string({ unit: 'binary' }),
        fc.double(),
        (some, text, value) => {
          expect(parseCubaseArchive(some, at25).items).toEqual([]);
          parseCubaseArchive(archive(track('A', LINEAR, event('a', text), event('b', value))), at25);
          parseCubaseArchive(archive(track('A', musical(tempo(0, value)), event('a', value))), at25);
        },
      ),
    );
  });
});
