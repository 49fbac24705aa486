import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actOf, bindable, bound, DEFAULT_KEYS, KEY_ACTS, takenBy, writtenOn, type PressedKey } from './keys';

const press = (
  code: string,
  key: string,
  held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {},
) => actOf({ code, key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

describe('keys', () => {
  it('J K L lie where they lie, whatever is written on them', () => {
    expect(press('KeyJ', 'j')).toBe('shuttleBack');
    expect(press('KeyJ', 'о')).toBe('shuttleBack');
    expect(press('KeyK', 'k')).toBe('stop');
  });

  it('signs are read, wherever they lie', () => {
    expect(press('Equal', '=')).toBe('goTo');
    expect(press('Digit0', '=', { shiftKey: true })).toBe('goTo');
    expect(press('Minus', '?', { shiftKey: true })).toBe('keys');
  });

  it('Shift makes steps of a second and a note on the range', () => {
    expect(press('ArrowLeft', 'ArrowLeft')).toBe('back');
    expect(press('ArrowLeft', 'ArrowLeft', { shiftKey: true })).toBe('backSecond');
    expect(press('KeyM', 'M', { shiftKey: true })).toBe('noteOnRange');
  });

  it('digits choose a version of the comparison, and the backslash plays a stretch again and again', () => {
    expect(press('Digit1', '1')).toBe('take1');
    expect(press('Digit9', '9')).toBe('take9');
    expect(press('Digit0', '0')).toBeNull();
    expect(press('Digit1', '!', { shiftKey: true })).toBeNull();
    expect(press('Backslash', '\\')).toBe('loop');
    expect(press('IntlBackslash', '\\')).toBe('loop');
    expect(press('Backslash', '#')).toBe('loop');
  });

  it("the browser's and the system's own keys are left alone", () => {
    expect(press('KeyL', 'l', { ctrlKey: true })).toBeNull();
    expect(press('KeyT', 't')).toBe('nextClock');
    expect(press('KeyT', 't', { ctrlKey: true })).toBeNull();
    expect(press('ArrowLeft', 'ArrowLeft', { ctrlKey: true, altKey: true })).toBeNull();
    expect(press('KeyM', 'm', { metaKey: true })).toBeNull();
    expect(press('KeyQ', 'q')).toBeNull();
  });

  it('Alt makes beats of the arrows, and plays again from where it began', () => {
    expect(press('ArrowLeft', 'ArrowLeft', { altKey: true })).toBe('backBeat');
    expect(press('KeyL', '@', { altKey: true })).toBe('again');
  });
});

const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };
const pressed: fc.Arbitrary<PressedKey> = fc
  .tuple(
    fc.constantFrom('KeyA', 'KeyQ', 'KeyZ', 'Comma', 'F5', 'ArrowUp', 'Space', 'Slash', 'Insert'),
    fc.boolean(),
    fc.boolean(),
  )
  .map(([code, shiftKey, altKey]) => {
    const signs: Record<string, string> = { Comma: ';', Slash: '-', Space: ' ' };
    const key = signs[code] ?? (code.startsWith('Key') ? code.slice(3) : code);
    return { ...none, code, key, shiftKey, altKey };
  });

describe('binding keys', () => {
  it('gives a key to one act only, and that is what it does from then on', () => {
    fc.assert(
      fc.property(pressed, fc.constantFrom(...KEY_ACTS), (key, act) => {
        const name = bindable(key);
        if (name === null) return;
        const bindings = bound(DEFAULT_KEYS, act, name);
        expect(actOf(key, bindings)).toBe(act);
        expect(takenBy(name, act, bindings)).toBeNull();
      }),
    );
  });

  it('takes no digit, nothing with Ctrl, and no key that ends a dialog', () => {
    expect(bindable({ ...none, code: 'Digit4', key: '4' })).toBeNull();
    expect(bindable({ ...none, code: 'KeyQ', key: 'q', ctrlKey: true })).toBeNull();
    expect(bindable({ ...none, code: 'Escape', key: 'Escape' })).toBeNull();
    expect(bindable({ ...none, code: 'ShiftLeft', key: 'Shift', shiftKey: true })).toBeNull();
  });

  it('says which act a key does already', () => {
    expect(takenBy('KeyJ', 'stop', DEFAULT_KEYS)).toBe('shuttleBack');
    expect(takenBy('KeyJ', 'shuttleBack', DEFAULT_KEYS)).toBeNull();
  });

  it('comes with no key that does two things', () => {
    const names = KEY_ACTS.flatMap((act) => DEFAULT_KEYS[act]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('writes keys as they look', () => {
    expect(writtenOn('Shift+KeyM')).toEqual(['Shift', 'M']);
    expect(writtenOn('Alt+ArrowLeft')).toEqual(['Alt', '←']);
    expect(writtenOn('\\')).toEqual(['\\']);
    expect(writtenOn('=')).toEqual(['=']);
  });
});
