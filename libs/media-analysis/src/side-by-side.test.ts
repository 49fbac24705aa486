import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinStreams, splitStreams } from './side-by-side.js';
import { UnreadableAudio } from './unreadable-audio.js';

const flac = fc
  .uint8Array({ maxLength: 300 })
  .map((bytes) => Uint8Array.from([...new TextEncoder().encode('fLaC'), ...bytes]));

describe('streams side by side', () => {
  it('come out as they went in, wherever they lie in memory', () => {
    fc.assert(
      fc.property(fc.array(flac, { minLength: 1, maxLength: 5 }), fc.nat(9), (streams, before) => {
        const joined = joinStreams(streams);
        const elsewhere = new Uint8Array(before + joined.length);
        elsewhere.set(joined, before);
        expect(splitStreams(elsewhere.subarray(before))).toEqual(streams);
      }),
    );
  });

  it('are the stream itself when there is one', () => {
    const stream = Uint8Array.from([0x66, 0x4c, 0x61, 0x43, 1, 2]);
    expect(joinStreams([stream])).toBe(stream);
    expect(splitStreams(stream)).toEqual([stream]);
  });

  it('are refused when they were cut short, at any byte inside a stream', () => {
    const [first, second] = [new Uint8Array(7).fill(1), new Uint8Array(5).fill(2)];
    const joined = joinStreams([first, second]);
    const whole = new Set([4, 4 + 4 + 7]);
    for (let length = 4; length < joined.length; length += 1) {
      const cut = joined.subarray(0, length);
      if (whole.has(length)) expect(splitStreams(cut).length).toBeLessThan(2);
      else expect(() => splitStreams(cut)).toThrow(UnreadableAudio);
    }
  });
});
