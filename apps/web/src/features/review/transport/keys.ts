/** What keys do in the review room, in the order in which they are listed. */
export const KEY_ACTS = [
  'toggle',
  'shuttleBack',
  'stop',
  'shuttleForward',
  'playAround',
  'again',
  'back',
  'forward',
  'backSecond',
  'forwardSecond',
  'backBeat',
  'forwardBeat',
  'home',
  'end',
  'previousCue',
  'nextCue',
  'goTo',
  'markIn',
  'markOut',
  'clearMarks',
  'loop',
  'noteHere',
  'noteOnRange',
  'draw',
  'previousNote',
  'nextNote',
  'answer',
  'resolve',
  'confirmReading',
  'correctReading',
  'fullScreen',
  'nextClock',
  'keys',
] as const;

export type KeyAct = (typeof KEY_ACTS)[number];

/** What the keys of the system do in every application; they are not for binding. */
export type UndoAct = 'undo' | 'redo';

/** Switches to a version of the comparison: the digits do nothing else. */
export type TakeAct = `take${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

/**
 * A key with what is held: `Shift+KeyM` names the physical key, as editors know J K L by where they lie, whatever is written on
 * them; `=` alone is the sign, which lies elsewhere on other keyboards.
 */
export type KeyName = string;

/** The keys of every act. */
export type KeyBindings = Readonly<Record<KeyAct, readonly KeyName[]>>;

export const DEFAULT_KEYS: KeyBindings = {
  toggle: ['Space'],
  shuttleBack: ['KeyJ'],
  stop: ['KeyK'],
  shuttleForward: ['KeyL'],
  playAround: ['/'],
  again: ['Alt+KeyL'],
  back: ['ArrowLeft'],
  forward: ['ArrowRight'],
  backSecond: ['Shift+ArrowLeft'],
  forwardSecond: ['Shift+ArrowRight'],
  backBeat: ['Alt+ArrowLeft'],
  forwardBeat: ['Alt+ArrowRight'],
  home: ['Home'],
  end: ['End'],
  previousCue: ['ArrowUp'],
  nextCue: ['ArrowDown'],
  goTo: ['='],
  markIn: ['KeyI'],
  markOut: ['KeyO'],
  clearMarks: ['KeyX'],
  loop: ['\\', 'Backslash'],
  noteHere: ['KeyM'],
  noteOnRange: ['Shift+KeyM'],
  draw: ['KeyD'],
  previousNote: [','],
  nextNote: ['.'],
  answer: ['KeyC'],
  resolve: ['KeyR'],
  confirmReading: ['KeyY'],
  correctReading: ['KeyN'],
  fullScreen: ['KeyF'],
  nextClock: ['KeyT'],
  keys: ['?'],
};

export interface PressedKey {
  readonly code: string;
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** What the pressed key asks for; null when it is none of ours. */
export function actOf(
  pressed: PressedKey,
  bindings: KeyBindings = DEFAULT_KEYS,
): KeyAct | TakeAct | UndoAct | null {
  if (pressed.ctrlKey || pressed.metaKey) {
    if (pressed.altKey || pressed.key.toLowerCase() !== 'z') return null;
    return pressed.shiftKey ? 'redo' : 'undo';
  }
  const { sign, place } = namesOf(pressed);
  const boundTo = (name: KeyName | null) =>
    name === null ? undefined : KEY_ACTS.find((act) => bindings[act].includes(name));
  return boundTo(sign) ?? boundTo(place) ?? takeOf(place);
}

/**
 * The name under which a pressed key is bound: a letter or a key without a sign by its place, a sign by itself. Null for
 * what cannot be bound: digits, which choose versions, Escape and Tab, and keys that only modify others.
 */
export function bindable(pressed: PressedKey): KeyName | null {
  if (pressed.ctrlKey || pressed.metaKey) return null;
  const { sign, place } = namesOf(pressed);
  if (
    takeOf(place) !== null ||
    /^(Escape|Tab|(Shift|Alt|Control|Meta)(Left|Right)|CapsLock)$/.test(pressed.code)
  )
    return null;
  return /^(Key|Space)/.test(pressed.code) || sign === null ? place : sign;
}

/** The act, other than `act`, that a key does already. */
export function takenBy(name: KeyName, act: KeyAct, bindings: KeyBindings): KeyAct | null {
  return KEY_ACTS.find((other) => other !== act && bindings[other].includes(name)) ?? null;
}

/** The bindings with one key given to an act, and taken from whatever it did before. */
export function bound(bindings: KeyBindings, act: KeyAct, name: KeyName): KeyBindings {
  const before = takenBy(name, act, bindings);
  return {
    ...bindings,
    ...(before !== null && { [before]: bindings[before].filter((each) => each !== name) }),
    [act]: [name],
  };
}

const WRITTEN: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Backslash: '\\',
};

/** What stands on the keys of a name, one after the other: `Shift`, `M`. */
export function writtenOn(name: KeyName): string[] {
  const held = /^((?:Shift\+|Alt\+)*)(.+)$/s.exec(name);
  const [, before = '', key = name] = held ?? [];
  return [...before.split('+').filter(Boolean), WRITTEN[key] ?? key.replace(/^Key/, '')];
}

function namesOf({ code, key, shiftKey, altKey }: PressedKey): { sign: KeyName | null; place: KeyName } {
  const isSign = key.length === 1 && /[^\p{L}\p{N}\s]/u.test(key) && !altKey;
  const place = `${shiftKey ? 'Shift+' : ''}${altKey ? 'Alt+' : ''}${code}`;
  return { sign: isSign ? key : null, place };
}

function takeOf(place: KeyName): TakeAct | null {
  const digit = /^Digit([1-9])$/.exec(place)?.[1];
  return digit === undefined ? null : (`take${digit}` as TakeAct);
}
