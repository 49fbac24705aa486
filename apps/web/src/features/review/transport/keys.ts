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
  | 'home'
  | 'end'
  | 'goTo'
  | 'noteHere'
  | 'noteOnRange'
  | 'previousNote'
  | 'nextNote'
  | 'nextClock'
  | 'keys';

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
  KeyT: 'nextClock',
  Home: 'home',
  End: 'end',
  KeyM: 'noteHere',
  'Shift+KeyM': 'noteOnRange',
};

/** Signs lie elsewhere on other keyboards, so these go by what is written on the key. */
const BY_SIGN: Readonly<Record<string, KeyAct>> = {
  '=': 'goTo',
  ',': 'previousNote',
  '.': 'nextNote',
  '?': 'keys',
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
  ['noteHere', 'M'],
  ['noteOnRange', 'Shift M'],
  ['previousNote', ','],
  ['nextNote', '.'],
  ['nextClock', 'T'],
  ['keys', '?'],
];
