import { describe, expect, it } from 'vitest';
import { actOf } from './keys';

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
    expect(press('ArrowLeft', 'ArrowLeft', { altKey: true })).toBeNull();
    expect(press('KeyM', 'm', { metaKey: true })).toBeNull();
    expect(press('KeyQ', 'q')).toBeNull();
  });
});
