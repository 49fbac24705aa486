import { frameToFlicks } from '@segue/timecode';
import { describe, expect, it } from 'vitest';
import { timeline } from './testing/markers.js';
import { originOf } from './timeline-origin.js';

const film = timeline({ rate: '24', dropFrame: false });
const minutes = (count: number) => frameToFlicks(count * 60 * 24, '24');

describe('the origin of positions', () => {
  it('is the usual one while that can be', () => {
    expect(originOf([minutes(61)], film, 'timecode')).toBe(0);
    expect(originOf([minutes(1)], film, 'beginning')).toBe(film.start);
    expect(originOf([minutes(60)], film, 'timecode')).toBe(0);
    expect(originOf([minutes(60)], film, 'beginning')).toBe(film.start);
  });

  it('is the other one where only that leads into the timeline', () => {
    expect(originOf([minutes(0), minutes(59)], film, 'timecode')).toBe(film.start);
    expect(originOf([minutes(61), minutes(119)], film, 'beginning')).toBe(0);
  });

  it('stays the usual one where neither does', () => {
    expect(originOf([minutes(1), minutes(61)], film, 'timecode')).toBe(0);
    expect(originOf([minutes(1), minutes(61)], film, 'beginning')).toBe(film.start);
  });
});
