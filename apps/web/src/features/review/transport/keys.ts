/** What a key does in the review room. */
export type KeyAct =
  | 'toggle'
  | 'back'
  | 'forward'
  | 'backSecond'
  | 'forwardSecond'
  | 'shuttleBack'
  | 'stop'
  | 'shuttleForward'
  | 'markIn'
  | 'markOut'
  | 'clearMarks'
  | 'loop'
  | TakeAct
  | 'home'
  | 'end'
  | 'goTo'
  | 'noteHere'
  | 'noteOnRange'
  | 'draw'
  | 'previousNote'
  | 'nextNote'
  | 'nextClock'
  | 'keys';

/** Switches to a version of the comparison. */
type TakeAct = `take${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}`;

interface Pressed {
  readonly code: string;
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Editors know J K L and their neighbours by where they lie, so these go by the physical key. */
const BY_PLACE: Readonly<Record<string, KeyAct>> = {
  Space: 'toggle',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  'Shift+ArrowLeft': 'backSecond',
  'Shift+ArrowRight': 'forwardSecond',
  KeyJ: 'shuttleBack',
  KeyK: 'stop',
  KeyL: 'shuttleForward',
  KeyI: 'markIn',
  KeyO: 'markOut',
  KeyX: 'clearMarks',
  Backslash: 'loop',
  Digit1: 'take1',
  Digit2: 'take2',
  Digit3: 'take3',
  Digit4: 'take4',
  Digit5: 'take5',
  Digit6: 'take6',
  Digit7: 'take7',
  Digit8: 'take8',
  Digit9: 'take9',
  KeyT: 'nextClock',
  Home: 'home',
  End: 'end',
  KeyM: 'noteHere',
  'Shift+KeyM': 'noteOnRange',
  KeyD: 'draw',
};

/** Signs lie elsewhere on other keyboards, so these go by what is written on the key. */
const BY_SIGN: Readonly<Record<string, KeyAct>> = {
  '=': 'goTo',
  ',': 'previousNote',
  '.': 'nextNote',
  '?': 'keys',
  '\\': 'loop',
};

/** What the pressed key asks for; null when it is none of ours. */
export function actOf({ code, key, shiftKey, ctrlKey, metaKey, altKey }: Pressed): KeyAct | null {
  if (ctrlKey || metaKey || altKey) return null;
  return BY_SIGN[key] ?? BY_PLACE[shiftKey ? `Shift+${code}` : code] ?? null;
}

/** The list of keys as it is shown, in the order of use. */
export const KEY_LIST: readonly (readonly [act: KeyAct, keys: string])[] = [
  ['toggle', 'Space'],
  ['shuttleBack', 'J'],
  ['stop', 'K'],
  ['shuttleForward', 'L'],
  ['back', '←'],
  ['forward', '→'],
  ['backSecond', 'Shift ←'],
  ['forwardSecond', 'Shift →'],
  ['home', 'Home'],
  ['end', 'End'],
  ['goTo', '='],
  ['markIn', 'I'],
  ['markOut', 'O'],
  ['clearMarks', 'X'],
  ['loop', '\\'],
  ['take1', '1 … 9'],
  ['noteHere', 'M'],
  ['noteOnRange', 'Shift M'],
  ['draw', 'D'],
  ['previousNote', ','],
  ['nextNote', '.'],
  ['nextClock', 'T'],
  ['keys', '?'],
];
