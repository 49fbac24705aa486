import { FLICKS_PER_SECOND } from '@segue/timecode';
import { describe, expect, it } from 'vitest';
import { columns, flagRows, pinch, positionAt, shift, ticks, xOf, zoom } from './geometry';

const second = FLICKS_PER_SECOND;
const hour = 3600 * second;

describe('the waveform', () => {
  // Two channels, a pixel every quarter of a second: the left one rises, the right one is silent.
  const peaks = {
    sampleRate: 1024,
    samplesPerPixel: 256,
    channels: 2,
    length: 8,
    data: Int16Array.from(Array.from({ length: 8 }, (_, i) => [-1024 * i, 1024 * i, 0, 0]).flat()),
  };

  it('shows the extremes of what falls into a column', () => {
    const drawn = columns(peaks, 0, hour, { start: hour, end: hour + 2 * second, width: 2 });
    expect([...drawn]).toEqual([-3 / 32, 3 / 32, -7 / 32, 7 / 32]);
    expect(
      [...columns(peaks, 1, hour, { start: hour, end: hour + 2 * second, width: 2 })].map(Math.abs),
    ).toEqual([0, 0, 0, 0]);
  });

  it('leaves columns without sound empty, before and after', () => {
    const drawn = columns(peaks, 0, hour, { start: hour - second, end: hour + 3 * second, width: 4 });
    expect([0, 1, 2, 3].map((x) => Number.isNaN(drawn[2 * x]))).toEqual([true, false, false, true]);
  });

  it('repeats a peak that is wider than a column', () => {
    const drawn = columns(peaks, 0, hour, { start: hour + second / 4, end: hour + second / 2, width: 5 });
    expect([0, 1, 2, 3, 4].map((x) => drawn[2 * x + 1])).toEqual([1 / 32, 1 / 32, 1 / 32, 1 / 32, 1 / 32]);
  });
});

describe('places', () => {
  const view = { start: hour, end: hour + 10 * second, width: 500 };

  it('are drawn where they are clicked', () => {
    expect(xOf(hour + 5 * second, view)).toBe(250);
    expect(positionAt(xOf(hour + 3 * second, view), view)).toBe(hour + 3 * second);
    expect(xOf(hour - second, view)).toBe(-50);
  });

  it('stay under the pointer while zooming, within the limits', () => {
    const limits = { start: hour, end: hour + 10 * second };
    expect(zoom(view, 2, hour + 5 * second, limits, second)).toEqual({
      start: hour + 2.5 * second,
      end: hour + 7.5 * second,
    });
    expect(zoom(view, 0.1, hour, limits, second)).toEqual(limits);
    expect(zoom(view, 1000, hour + 5 * second, limits, second)).toEqual({
      start: hour + 4.5 * second,
      end: hour + 5.5 * second,
    });
    expect(shift({ start: hour, end: hour + second }, 100 * second, limits)).toEqual({
      start: hour + 9 * second,
      end: limits.end,
    });
  });

  it('stay under two fingers that move apart or along', () => {
    const limits = { start: hour, end: hour + 10 * second };
    const { width } = view;
    const fingers = [width * 0.4, width * 0.6] as const;
    const apart = pinch(view, fingers, [width * 0.3, width * 0.7], limits, second);
    for (const [before, now] of [
      [0.4, 0.3],
      [0.6, 0.7],
    ] as const)
      expect(positionAt(width * now, { ...apart, width })).toBe(positionAt(width * before, view));
    expect(pinch({ ...apart, width }, fingers, [width * 0.5, width * 0.7], limits, second)).toEqual(
      shift(apart, -0.1 * (apart.end - apart.start), limits),
    );
    // Together again, no further out than there is something.
    expect(pinch(view, fingers, [width * 0.45, width * 0.55], limits, second)).toEqual(limits);
  });
});

describe('the ruler', () => {
  it('stands on round labels', () => {
    const format = { rate: '24', dropFrame: false } as const;
    const drawn = ticks({ start: hour + second / 3, end: hour + 60 * second, width: 600 }, format, 90);
    expect(drawn.map(({ label }) => label)).toEqual([
      '01:00:10:00',
      '01:00:20:00',
      '01:00:30:00',
      '01:00:40:00',
      '01:00:50:00',
      '01:01:00:00',
    ]);
  });

  it('goes down to frames', () => {
    const format = { rate: '25', dropFrame: false } as const;
    const drawn = ticks({ start: hour, end: hour + second / 5, width: 600 }, format, 90);
    expect(drawn.map(({ label }) => label)).toContain('01:00:00:03');
  });

  it('names the next label where drop frame skips one', () => {
    const format = { rate: '29.97', dropFrame: true } as const;
    const drawn = ticks({ start: hour, end: hour + 125 * second, width: 200 }, format, 90);
    expect(drawn.map(({ label }) => label)).toEqual(['01:00:00;00', '01:01:00;02', '01:02:00;02']);
  });
});

describe('flags', () => {
  it('go one row down where they would cover each other', () => {
    expect(flagRows([0, 5, 8, 14, 40], 12, 3)).toEqual([0, 1, 2, 0, 0]);
    expect(flagRows([0, 1, 2, 3], 12, 3)).toEqual([0, 1, 2, 2]);
  });
});
