import { describe, expect, it } from 'vitest';
import { flacLayout, layoutOfMask, loudnessWeights, oggLayout, usualLayout } from './channel-layout.js';

describe('layouts', () => {
  it('are those of the channel mask', () => {
    expect(layoutOfMask(0x3, 2)).toEqual(['L', 'R']);
    expect(layoutOfMask(0x4, 1)).toEqual(['C']);
    // Both ways of writing 5.1: with "back" and with "side" speakers.
    const surround = ['L', 'R', 'C', 'LFE', 'Ls', 'Rs'];
    expect(layoutOfMask(0x3f, 6)).toEqual(surround);
    expect(layoutOfMask(0x60f, 6)).toEqual(surround);
    expect(layoutOfMask(0x63f, 8)).toEqual(['L', 'R', 'C', 'LFE', 'Lrs', 'Rrs', 'Ls', 'Rs']);
    expect(layoutOfMask(0x2d63f, 12)?.slice(8)).toEqual(['Ltf', 'Rtf', 'Ltr', 'Rtr']);
  });

  it('are the usual ones where the mask does not fit the channels', () => {
    expect(layoutOfMask(0, 2)).toEqual(['L', 'R']);
    expect(layoutOfMask(0x3, 6)).toEqual(usualLayout(6));
    expect(layoutOfMask(0xffffffff, 4)).toBeNull();
  });

  it('have as many speakers as channels', () => {
    for (const layout of [usualLayout, flacLayout, oggLayout])
      for (let channels = 1; channels <= 16; channels += 1) expect(layout(channels)?.length ?? channels).toBe(channels);
  });
});

describe('loudnessWeights', () => {
  it('are those of ITU-R BS.1770-4, table 4', () => {
    expect(loudnessWeights(usualLayout(2), 2)).toEqual([1, 1]);
    expect(loudnessWeights(usualLayout(6), 6)).toEqual([1, 1, 1, 0, 1.41, 1.41]);
    expect(loudnessWeights(usualLayout(8), 8)).toEqual([1, 1, 1, 0, 1.41, 1.41, 1, 1]);
    expect(loudnessWeights(usualLayout(12), 12)).toEqual([1, 1, 1, 0, 1.41, 1.41, 1, 1, 1, 1, 1, 1]);
    expect(loudnessWeights(null, 4)).toEqual([1, 1, 1, 1]);
  });
});
