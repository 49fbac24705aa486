import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlacFrameSplitter } from './flac-frames.js';

describe('FlacFrameSplitter', () => {
  it('finds the same frames however the data arrives', async () => {
    const file = new Uint8Array(await readFile(new URL('../fixtures/mono-16.flac', import.meta.url)));
    const data = file.subarray(firstFrame(file));
    const whole = new FlacFrameSplitter().push(data, true);
    expect(whole.map((frame) => frame.samples)).toEqual([1024, 1024, 1024, 1024, 404]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 40 }), (lengths) => {
        const splitter = new FlacFrameSplitter();
        const found = [];
        let at = 0;
        for (const length of lengths) {
          found.push(...splitter.push(data.subarray(at, at + length), at + length >= data.length));
          at += length;
          if (at >= data.length) break;
        }
        if (at < data.length) found.push(...splitter.push(data.subarray(at), true));
        expect(found).toEqual(whole);
      }),
    );
  });
});

function firstFrame(file: Uint8Array): number {
  const view = new DataView(file.buffer);
  let at = 4;
  for (;;) {
    const word = view.getUint32(at);
    at += 4 + (word & 0xffffff);
    if (word >= 0x80000000) return at;
  }
}
