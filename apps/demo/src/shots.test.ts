import { parseTimecode } from '@segue/timecode';
import { describe, expect, it } from 'vitest';
import { editList, eventsOf, FORMAT, frameIn, label, SHOTS } from './shots.js';
import { CUES } from './story.js';

describe('the cuts', () => {
  it('follow shot by shot, and the second is nine frames shorter', () => {
    const lengths = ([1, 2] as const).map((cut) => {
      let record = 0;
      for (const event of eventsOf(cut)) {
        expect(event.record).toBe(record);
        record += event.frames;
      }
      return record;
    });
    expect(lengths).toEqual([1728, 1719]);
    expect(frameIn(2, 'wheels', 0)).toBe(frameIn(1, 'wheels', 0) - 9);
  });

  it('are written with labels that exist', () => {
    for (const cut of [1, 2] as const) {
      const labels = new TextDecoder().decode(editList(cut)).match(/\d\d(?::\d\d){3}/g) ?? [];
      expect(labels).toHaveLength(SHOTS.length * 4);
      for (const each of labels) expect(parseTimecode(each, FORMAT)).not.toHaveProperty('problem');
    }
    expect(label(3600 * 24)).toBe('01:00:00:00');
  });

  it('hold every cue, hit and note of the story, in both cuts', () => {
    for (const { from, to, hits, notes } of CUES) {
      const within = [...hits.map(([at]) => at), ...notes.map(({ at }) => at)];
      for (const [shot, frame] of within) {
        for (const cut of [1, 2] as const) {
          const at = frameIn(cut, shot, frame);
          expect(at).toBeGreaterThanOrEqual(frameIn(cut, ...from));
          expect(at).toBeLessThan(frameIn(cut, ...to));
        }
      }
    }
  });
});
