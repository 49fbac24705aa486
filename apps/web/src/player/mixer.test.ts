import { describe, expect, it } from 'vitest';
import { bedStrip, CLICK, LOWEST_DB, Mixer, MUSIC, stemStrip, stripGain, stripOf } from './mixer';

const dialogue = bedStrip('dialogue');
const strings = stemStrip('strings');

describe('the mixer', () => {
  it('leaves everything as it is until somebody touches it, but for the temp', () => {
    const strips = new Mixer().getSnapshot();
    expect(stripGain(strips, MUSIC, [MUSIC])).toBe(1);
    expect(stripGain(strips, bedStrip('temp'), [MUSIC, bedStrip('temp')])).toBe(0);
  });

  it('turns decibels into factors, and shuts at the lowest', () => {
    const mixer = new Mixer();
    mixer.change(MUSIC, { gainDb: -20 });
    expect(stripGain(mixer.getSnapshot(), MUSIC, [MUSIC])).toBeCloseTo(0.1, 12);
    mixer.change(MUSIC, { gainDb: LOWEST_DB });
    expect(stripGain(mixer.getSnapshot(), MUSIC, [MUSIC])).toBe(0);
  });

  it('lets those be heard alone that are solo, unless they are muted', () => {
    const mixer = new Mixer();
    mixer.change(strings, { solo: true });
    mixer.change(dialogue, { solo: true, muted: true });
    const heard = (key: string) => stripGain(mixer.getSnapshot(), key, [strings, dialogue, MUSIC]);
    expect([strings, dialogue, MUSIC].map(heard)).toEqual([1, 0, 0]);
  });

  it('lets the click be heard with what is solo, at its own level, unless it is muted', () => {
    const mixer = new Mixer();
    mixer.change(strings, { solo: true });
    mixer.change(CLICK, { gainDb: -20 });
    const click = () => stripGain(mixer.getSnapshot(), CLICK, [strings, MUSIC, CLICK]);
    expect(click()).toBeCloseTo(0.1, 12);
    mixer.change(CLICK, { muted: true });
    expect(click()).toBe(0);
  });

  it('does not fall silent for a solo that is not laid out any more', () => {
    const mixer = new Mixer();
    mixer.change(strings, { solo: true });
    expect(stripGain(mixer.getSnapshot(), MUSIC, [MUSIC, dialogue])).toBe(1);
  });

  it('lays music 12 dB and effects 6 dB under the words at the dub level, and changes nothing else', () => {
    const mixer = new Mixer();
    mixer.change(MUSIC, { muted: true, gainDb: 3 });
    mixer.setDubLevel([MUSIC, strings, dialogue, bedStrip('production'), bedStrip('effects')]);
    const level = (key: string) => stripOf(mixer.getSnapshot(), key).gainDb;
    expect([MUSIC, strings, dialogue, bedStrip('production'), bedStrip('effects')].map(level)).toEqual([
      -12, -12, 0, 0, -6,
    ]);
    expect(stripOf(mixer.getSnapshot(), MUSIC).muted).toBe(true);
  });

  it('tells of each change, and forgets all of them', () => {
    const mixer = new Mixer();
    let told = 0;
    const stop = mixer.subscribe(() => told++);
    mixer.change(MUSIC, { muted: true });
    mixer.reset();
    stop();
    mixer.change(MUSIC, { gainDb: 1 });
    expect(told).toBe(2);
    expect(stripOf(mixer.getSnapshot(), MUSIC).muted).toBe(false);
  });
});
