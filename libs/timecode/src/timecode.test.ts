import { describe, expect, it } from 'vitest';
import { frameToFlicks } from './flicks.js';
import {
  FRAME_RATE_NAMES,
  frameRate,
  mayDropFrames,
  type FrameRateName,
  type TimecodeFormat,
} from './frame-rate.js';
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
const DROP_120: TimecodeFormat = { rate: '119.88', dropFrame: true };

/** The first frames of a minute that drop frame skips, as published for 29.97 and by the same rule above. */
const SKIPPED: Partial<Record<FrameRateName, number>> = { '29.97': 2, '59.94': 4, '119.88': 8 };

/**
 * Shows the labels of a day as a counter with wheels does, stepping over those that drop frame skips, until `show` has
 * seen enough. No arithmetic.
 */
function turnWheels({ rate, dropFrame }: TimecodeFormat, show: (label: string) => boolean): void {
  const { nominal } = frameRate(rate);
  const wheel = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));
  const last = Array.from(
    { length: nominal },
    (_, value) => (dropFrame ? ';' : ':') + String(value).padStart(nominal === 120 ? 3 : 2, '0'),
  );
  const lastInShortMinute = last.slice(SKIPPED[rate]);
  for (const hours of wheel.slice(0, 24)) {
    for (const minutes of wheel) {
      const short = dropFrame && !minutes.endsWith('0');
      for (const seconds of wheel) {
        const begin = `${hours}:${minutes}:${seconds}`;
        for (const frames of short && seconds === '00' ? lastInShortMinute : last)
          if (!show(begin + frames)) return;
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
      turnWheels(format, (label) => {
        const written = formatTimecode(frame, format);
        const read = parseTimecode(label, format);
        if (written !== label || !('frame' in read) || read.frame !== frame)
          wrong.push({ frame, label, written, read });
        frame += 1;
        return wrong.length < 5;
      });
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
    [DROP_60, 3599, '00:00:59;59'],
    [DROP_60, 3600, '00:01:00;04'],
    [DROP_60, 35_963, '00:09:59;59'],
    [DROP_60, 35_964, '00:10:00;00'],
    [DROP_60, 215_784, '01:00:00;00'],
    [DROP_60, 5_178_815, '23:59:59;59'],
    [DROP_120, 7199, '00:00:59;119'],
    [DROP_120, 7200, '00:01:00;008'],
    [DROP_120, 71_928, '00:10:00;000'],
    [DROP_120, 431_568, '01:00:00;000'],
    [DROP_120, 10_357_631, '23:59:59;119'],
  ])('%o: frame %i is %s', (format, frame, label) => {
    expect(formatTimecode(frame, format)).toBe(label);
    expect(parseTimecode(label, format)).toEqual({ frame });
  });

  it('a day has 2 589 408 labels at 29.97, and twice and four times as many above', () => {
    expect(framesPerDay(DROP_30)).toBe(2_589_408);
    expect(framesPerDay(DROP_60)).toBe(5_178_816);
    expect(framesPerDay(DROP_120)).toBe(10_357_632);
    expect(framesPerDay({ rate: '29.97', dropFrame: false })).toBe(2_592_000);
  });

  it('exist only at 29.97, 59.94 and 119.88', () => {
    const format: TimecodeFormat = { rate: '23.976', dropFrame: true };
    expect(() => framesPerDay(format)).toThrow(
      'Drop frame exists only at 29.97, 59.94 and 119.88, not at 23.976.',
    );
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

  it('writes frames with three digits at 119.88 and 120, and with two below', () => {
    expect(formatTimecode(7, { rate: '120', dropFrame: false })).toBe('00:00:00:007');
    expect(formatTimecode(119, { rate: '119.88', dropFrame: false })).toBe('00:00:00:119');
    expect(formatTimecode(7, { rate: '60', dropFrame: false })).toBe('00:00:00:07');
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
