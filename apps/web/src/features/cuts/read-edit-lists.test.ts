import { describe, expect, it } from 'vitest';
import { clashOf, readEditLists } from './read-edit-lists';

const timeline = { title: '', format: { rate: '24', dropFrame: false }, start: 0, length: 0 } as const;

/** The list of a reel that begins at an hour: one shot of so many seconds. */
const list = (name: string, hour: number, seconds: number): File => {
  const record = `0${String(hour)}:00:00:00 0${String(hour)}:00:${String(seconds).padStart(2, '0')}:00`;
  const event = `001  ${name.slice(0, 2)}       V     C        00:00:00:00 00:00:${String(seconds).padStart(2, '0')}:00 ${record}`;
  return new File([`TITLE: ${name}\r\nFCM: NON-DROP FRAME\r\n${event}\r\n`], name);
};

describe('edit lists that come together', () => {
  it('are read in the order of their reels', async () => {
    const lists = await readEditLists([list('R10.edl', 5, 9), list('R2.edl', 2, 9)], timeline);
    expect(lists.map(({ file, reading }) => [file.name, reading.items.length])).toEqual([
      ['R2.edl', 1],
      ['R10.edl', 1],
    ]);
    expect(clashOf(lists, timeline)).toBeNull();
  });

  it('say which of them is there twice', async () => {
    const lists = await readEditLists(
      [list('R1.edl', 1, 10), list('R2 new.edl', 2, 8), list('R2.edl', 2, 9)],
      timeline,
    );
    expect(clashOf(lists, timeline)?.name).toBe('R2.edl');
  });
});
