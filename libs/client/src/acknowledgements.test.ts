import { MESSAGE_AWARENESS, MESSAGE_SYNC } from '@segue/protocol';
import { describe, expect, it } from 'vitest';
import { Acknowledgements } from './acknowledgements.js';

const step1 = new Uint8Array([MESSAGE_SYNC, 0]);
const step2 = new Uint8Array([MESSAGE_SYNC, 1]);
const update = new Uint8Array([MESSAGE_SYNC, 2]);

describe('acknowledgements', () => {
  it('count what carries content, over one connection', () => {
    const acknowledgements = new Acknowledgements();
    expect(
      [step1, step2, update, new Uint8Array([MESSAGE_AWARENESS, 1])].map((each) =>
        acknowledgements.count(each),
      ),
    ).toEqual([false, true, true, false]);
    acknowledgements.saved(1);
    expect(acknowledgements.complete).toBe(false);
    acknowledgements.saved(2);
    expect(acknowledgements.complete).toBe(true);
    acknowledgements.opened();
    expect(acknowledgements.complete).toBe(false);
  });

  it('are not complete before the greeting was answered: what was written offline travels there', () => {
    const acknowledgements = new Acknowledgements();
    acknowledgements.opened();
    acknowledgements.count(update);
    acknowledgements.saved(1);
    expect(acknowledgements.complete).toBe(false);
    acknowledgements.count(step2);
    acknowledgements.saved(2);
    expect(acknowledgements.complete).toBe(true);
  });

  it('know that storage refuses until something was saved, or there is another connection', () => {
    const acknowledgements = new Acknowledgements();
    acknowledgements.notSaved();
    expect(acknowledgements.storageRefuses).toBe(true);
    acknowledgements.saved(1);
    expect(acknowledgements.storageRefuses).toBe(false);
    acknowledgements.notSaved();
    acknowledgements.opened();
    expect(acknowledgements.storageRefuses).toBe(false);
  });
});
