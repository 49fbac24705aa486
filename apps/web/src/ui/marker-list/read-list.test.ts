import {
  formatEdlMarkers,
  formatFcpxml,
  formatResolveEdl,
  formatSrt,
  formatXmeml,
  markerAt,
  type Marker,
  type Timeline,
} from '@segue/interchange';
import { FRAME_RATE_NAMES, frameToFlicks, timecodeLabel, type FrameRateName } from '@segue/timecode';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countingOf, openCounting, readList } from './read-list';

const HOUR = 3600;

/** A film that begins at 01:00:00:00 and lasts two hours. */
function filmAt(rate: FrameRateName, dropFrame = false): Timeline {
  const nominal = { '23.976': 24, '29.97': 30, '59.94': 60 }[rate as string] ?? Number(rate);
  const format = countingOf(rate, dropFrame);
  const first = dropFrame ? (nominal * HOUR * 999) / 1000 : nominal * HOUR;
  const start = frameToFlicks(first, rate);
  return { title: 'Film', format, start, length: frameToFlicks(2 * nominal * HOUR, rate) };
}

/** A marker so many frames after the film's start. */
function mark(
  { start, format }: Timeline,
  frames: number,
  name = 'Hit',
  length: number | null = null,
): Marker {
  const position = start + frameToFlicks(frames, format.rate);
  const out = length === null ? null : position + frameToFlicks(length, format.rate);
  return { ...markerAt(position), out, name };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('what a list leaves open', () => {
  it('is the rate, where it has nothing but labels', () => {
    const film = filmAt('24');
    const marks = [mark(film, 0), mark(film, 24 * 60)];
    expect(openCounting(formatEdlMarkers(marks, film), film)).toMatchObject({ rate: true });
    const avid = bytesOf('Ann\t01:00:10:00\tV1\tred\tDoor\n');
    expect(openCounting(avid, film)).toEqual({ rate: true, dropFrame: true });
  });

  it('is not whether frames are dropped, where the list says so', () => {
    const film = filmAt('29.97');
    const edl = formatResolveEdl([mark(film, 300)], film);
    expect(new TextDecoder().decode(edl)).toContain('FCM: NON-DROP FRAME');
    expect(openCounting(edl, film)).toEqual({ rate: true, dropFrame: false });
  });

  it('is nothing where it states its rate, or counts in seconds', () => {
    const film = filmAt('24');
    const marks = [mark(film, 100), mark(film, 2400, 'Chase', 480)];
    const nothing = { rate: false, dropFrame: false };
    expect(openCounting(formatXmeml(marks, film), film)).toEqual(nothing);
    expect(openCounting(formatFcpxml(marks, filmAt('25')), film)).toEqual(nothing);
    expect(openCounting(formatSrt(marks, film), film)).toEqual(nothing);
    expect(openCounting(bytesOf('not a list'), film)).toEqual(nothing);
  });
});

describe('a list', () => {
  it('is read as it counts', () => {
    const film = filmAt('24');
    const marks = [mark(film, 100), mark(film, 2400, 'Chase', 480)];
    const { markers, countsOtherwise } = readList(formatXmeml(marks, film), film, film.format);
    expect(markers.map(({ in: start, out }) => ({ in: start, out }))).toEqual(
      marks.map(({ in: start, out }) => ({ in: start, out })),
    );
    expect(countsOtherwise).toBeNull();
  });

  it('that counts otherwise begins with the same label, goes on in real time, and that is said', () => {
    const film = filmAt('24');
    const list = bytesOf('Ann\t01:00:00:00\tV1\tred\tStart\nAnn\t01:00:10:00\tV1\tred\tDoor\n');
    const { markers, countsOtherwise } = readList(list, film, countingOf('25', false));
    expect(markers.map(({ in: start }) => timecodeLabel(start, film.format))).toEqual([
      '01:00:00:00',
      '01:00:10:00',
    ]);
    expect(countsOtherwise).toEqual({ rate: '25', dropFrame: false });
    const slow = readList(list, film, countingOf('23.976', false));
    // Ten seconds at 23.976 are a hundredth longer, which is not a frame; an hour later it would be.
    expect(slow.markers[0]?.in).toBe(film.start);
    const frames = readList(bytesOf('Ann\t01:00:00:12\tV1\tred\tHalf\n'), film, countingOf('48', false));
    expect(timecodeLabel(frames.markers[0]?.in ?? 0, film.format)).toBe('01:00:00:06');
  });

  it('that states another rate than the film is laid onto it, and that is said', () => {
    const film = filmAt('24');
    const pal = filmAt('25');
    const { markers, countsOtherwise } = readList(
      formatXmeml([mark(pal, 250, 'Door')], pal),
      film,
      film.format,
    );
    expect(timecodeLabel(markers[0]?.in ?? 0, film.format)).toBe('01:00:10:00');
    expect(countsOtherwise).toEqual({ rate: '25', dropFrame: false });
  });

  it('that is read at a rate chosen by hand is not told that the film counts like that', () => {
    const film = filmAt('24');
    const list = bytesOf('Ann\t01:00:00;00\tV1\tred\tStart\nAnn\t01:00:10;00\tV1\tred\tDoor\n');
    const { problems, countsOtherwise } = readList(list, film, countingOf('29.97', false));
    expect(countsOtherwise).toEqual({ rate: '29.97', dropFrame: true });
    const words = problems.map(({ what }) => what).join(' ');
    expect(words).toContain('The file counts in 29.97 drop frame, not in 29.97');
    expect(words).not.toContain('film');
  });

  it('whose letters are of old says in which encoding it was read, and is read in the one that is chosen', () => {
    const film = filmAt('24');
    const list = Uint8Array.from('Ann\t01:00:00:00\tV1\tred\tcl\x8e\n', (letter) => letter.charCodeAt(0));
    const read = (encoding?: 'windows-1252') => {
      const { markers, encoding: taken } = readList(list, film, film.format, encoding);
      return [markers[0]?.comment, taken];
    };
    expect(read()).toEqual(['clé', 'macintosh']);
    expect(read('windows-1252')).toEqual(['clŽ', 'windows-1252']);
    expect(readList(bytesOf('Ann\t01:00:00:00\tV1\tred\tclé\n'), film, film.format).encoding).toBeNull();
  });

  it('that does not say what it counts from is read as it fits the film', () => {
    const film = filmAt('24');
    const reaper = (time: string): string => {
      const list = bytesOf(`#,Name,Start,End,Length\nM1,Door,${time},,\n`);
      return timecodeLabel(readList(list, film, film.format).markers[0]?.in ?? 0, film.format);
    };
    expect(reaper('0:10.500')).toBe('01:00:10:12');
    // From the beginning of the timeline this would be after its end.
    expect(reaper('2:30:10.500')).toBe('02:30:10:12');
  });

  it('always leads to beginnings of frames of the film', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FRAME_RATE_NAMES),
        fc.constantFrom('24', '25', '29.97' as const),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 23 }),
        (rate, own, second, frame) => {
          const film: Timeline = { ...filmAt('24'), format: { rate, dropFrame: false }, start: 0 };
          const two = (value: number): string => String(value).padStart(2, '0');
          const list = bytesOf(`Ann\t00:00:${two(second)}:${two(frame)}\tV1\tred\tDoor\n`);
          const [marker] = readList(list, film, countingOf(own, false)).markers;
          const label = timecodeLabel(marker?.in ?? -1, film.format);
          const again = readList(bytesOf(`Ann\t${label}\tV1\tred\tDoor\n`), film, film.format);
          expect(again.markers[0]?.in).toBe(marker?.in);
        },
      ),
    );
  });
});
