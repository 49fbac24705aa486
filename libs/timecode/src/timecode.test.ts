import { describe, expect, it } from 'vitest';
import { frameToFlicks } from './flicks.js';
import { FRAME_RATE_NAMES, frameRate, mayDropFrames, type TimecodeFormat } from './frame-rate.js';
import { formatDuration, formatOffset, formatTimecode, framesPerDay, timecodeLabel } from './timecode.js';
import { parseTimecode } from './timecode-entry.js';

const FORMATS = FRAME_RATE_NAMES.flatMap((rate): TimecodeFormat[] =>
  mayDropFrames(rate)
    ? [
        { rate, dropFrame: false },
        { rate, dropFrame: true },
      ]
    : [{ rate, dropFrame: false }],
);
const FILM: TimecodeFormat = { rate: '24', dropFrame: false };
const DROP_30: TimecodeFormat = { rate: '29.97', dropFrame: true };
const DROP_60: TimecodeFormat = { rate: '59.94', dropFrame: true };

/**
 * The labels of a day as a counter with wheels shows them, stepping over those that drop frame skips. No
 * arithmetic.
 */
function* odometer({ rate, dropFrame }: TimecodeFormat): Generator<string> {
  const { nominal } = frameRate(rate);
  const wheel = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));
  const skipped = { '29.97': ['00', '01'], '59.94': ['00', '01', '02', '03'] }[rate as '29.97' | '59.94'];
  for (const hours of wheel.slice(0, 24)) {
    for (const minutes of wheel) {
      for (const seconds of wheel) {
        for (const frames of wheel.slice(0, nominal)) {
          if (dropFrame && !minutes.endsWith('0') && seconds === '00' && skipped.includes(frames)) continue;
          yield `${hours}:${minutes}:${seconds}${dropFrame ? ';' : ':'}${frames}`;
        }
      }
    }
  }
}

describe('every frame of 24 hours', () => {
  it.each(FORMATS)(
    'goes to its label and back at $rate, drop frame $dropFrame',
    { timeout: 120_000 },
    (format) => {
      let frame = 0;
      const wrong: unknown[] = [];
      for (const label of odometer(format)) {
        const written = formatTimecode(frame, format);
        const read = parseTimecode(label, format);
        if (written !== label || !('frame' in read) || read.frame !== frame)
          wrong.push({ frame, label, written, read });
        if (wrong.length > 5) break;
        frame += 1;
      }
      expect({ wrong, frames: frame }).toEqual({ wrong: [], frames: framesPerDay(format) });
    },
  );
});

describe('published drop-frame facts', () => {
  it.each([
    [DROP_30, 0, '00:00:00;00'],
    [DROP_30, 1799, '00:00:59;29'],
    [DROP_30, 1800, '00:01:00;02'],
    [DROP_30, 17_981, '00:09:59;29'],
    [DROP_30, 17_982, '00:10:00;00'],
    [DROP_30, 107_892, '01:00:00;00'],
    [DROP_30, 2_589_407, '23:59:59;29'],
    [DROP_60, 3600, '00:01:00;04'],
    [DROP_60, 35_964, '00:10:00;00'],
  ])('%o: frame %i is %s', (format, frame, label) => {
    expect(formatTimecode(frame, format)).toBe(label);
  });

  it('a day has 2 589 408 labels at 29.97 and twice as many at 59.94', () => {
    expect(framesPerDay(DROP_30)).toBe(2_589_408);
    expect(framesPerDay(DROP_60)).toBe(5_178_816);
    expect(framesPerDay({ rate: '29.97', dropFrame: false })).toBe(2_592_000);
  });

  it('exist only at 29.97 and 59.94', () => {
    const format: TimecodeFormat = { rate: '23.976', dropFrame: true };
    expect(() => framesPerDay(format)).toThrow('Drop frame exists only at 29.97 and 59.94, not at 23.976.');
    expect(() => formatTimecode(0, format)).toThrow(RangeError);
    expect(() => formatOffset(0, format)).toThrow(RangeError);
    expect(() => parseTimecode('00:00:00;00', format)).toThrow(RangeError);
  });
});

describe('writing', () => {
  it.each(FORMATS)('wraps at the number of labels in a day at $rate, drop frame $dropFrame', (format) => {
    const day = framesPerDay(format);
    expect(formatTimecode(day, format)).toBe(formatTimecode(0, format));
    expect(formatTimecode(-1, format)).toBe(formatTimecode(day - 1, format));
    expect(formatTimecode(-3 * day + 7, format)).toBe(formatTimecode(7, format));
  });

  it('writes an offset signed and not wrapped', () => {
    expect(formatOffset(0, FILM)).toBe('00:00:00:00');
    expect(formatOffset(-25, FILM)).toBe('-00:00:01:01');
    expect(formatOffset(framesPerDay(FILM) + 24, FILM)).toBe('24:00:01:00');
    expect(formatOffset(-1800, DROP_30)).toBe('-00:01:00;02');
    expect(formatOffset(101 * 3600 * 24, FILM)).toBe('101:00:00:00');
  });

  it('writes a duration in whole frames', () => {
    expect(formatDuration(frameToFlicks(50, '24'), FILM)).toBe('00:00:02:02');
    expect(formatDuration(frameToFlicks(50, '24') - 1, FILM)).toBe('00:00:02:01');
  });

  it('labels a position by the frame it lies in', () => {
    const hour = frameToFlicks(24 * 3600, '24');
    expect(timecodeLabel(hour, FILM)).toBe('01:00:00:00');
    expect(timecodeLabel(hour - 1, FILM)).toBe('00:59:59:23');
    expect(timecodeLabel(-1, FILM)).toBe('23:59:59:23');
  });

  it('refuses frames that are not whole', () => {
    expect(() => formatTimecode(1.5, FILM)).toThrow(RangeError);
    expect(() => formatOffset(Number.NaN, FILM)).toThrow(RangeError);
  });
});
