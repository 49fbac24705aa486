import { describe, expect, it } from 'vitest';
import { saveStateOf, type SaveState, type Situation } from './save-state.js';

const START: SaveState = { status: 'connecting', unsaved: 0 };
const GOOD: Situation = {
  connected: true,
  firstTry: false,
  loaded: true,
  unsaved: 0,
  onlyInPage: false,
  storageRefuses: false,
  closedBecause: null,
};
const status = (situation: Partial<Situation>) => saveStateOf({ ...GOOD, ...situation }, START).status;

describe('the state of own work', () => {
  it('is one truth for every situation', () => {
    expect(status({})).toBe('saved');
    expect(status({ unsaved: 1 })).toBe('saving');
    expect(status({ unsaved: 1, connected: false })).toBe('offline');
    expect(status({ connected: false })).toBe('offline');
    expect(status({ connected: false, firstTry: true })).toBe('connecting');
    expect(status({ connected: false, firstTry: true, unsaved: 1 })).toBe('offline');
    expect(status({ connected: false, loaded: false })).toBe('connecting');
    expect(status({ loaded: false })).toBe('connecting');
    expect(status({ unsaved: 1, storageRefuses: true })).toBe('not-saved');
    // Storage that takes nothing is no matter to somebody who has written nothing.
    expect(status({ storageRefuses: true })).toBe('saved');
    expect(status({ closedBecause: 'not-found', unsaved: 1 })).toBe('closed');
  });

  it('says when only the page has it, and is the same object until it changes', () => {
    const here = saveStateOf({ ...GOOD, connected: false, unsaved: 2, onlyInPage: true }, START);
    expect(here).toEqual({ status: 'offline', unsaved: 2, onlyInPage: true });
    expect(saveStateOf({ ...GOOD, connected: false, unsaved: 2, onlyInPage: true }, here)).toBe(here);
    expect(saveStateOf({ ...GOOD, onlyInPage: true }, here)).toEqual({ status: 'saved', unsaved: 0 });
  });
});
