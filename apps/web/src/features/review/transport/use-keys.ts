import { beatAfter, beatBefore, frameRate, type PlacedTempoMap } from '@segue/timecode';
import { useEffect } from 'react';
import { nextClock } from '../clocks/next-clock';
import { keyBindings } from './key-bindings';
import { actOf, type KeyAct, type TakeAct, type UndoAct } from './keys';
import { stepFrames, type Programme } from './programme';
import { playAgain, playAround } from './rehearse';
import type { Transport } from './transport';

/** What the keys do beyond the transport. */
export type RoomActs = Readonly<
  Record<
    | 'goTo'
    | 'noteHere'
    | 'noteOnRange'
    | 'draw'
    | 'previousNote'
    | 'nextNote'
    | 'previousCue'
    | 'nextCue'
    | 'answer'
    | 'resolve'
    | 'confirmReading'
    | 'correctReading'
    | 'fullScreen'
    | 'undo'
    | 'redo'
    | 'keys',
    () => void
  >
> & {
  /** Switches to the version of a digit. */
  readonly take: (digit: number) => void;
  /** The beats of the music; null where it has none. */
  readonly tempo: PlacedTempoMap | null;
};

/** Listens to the keys of the review room, except in text fields, dialogs and lists that have keys of their own. */
export function useKeys(transport: Transport, rate: Programme['rate'], room: RoomActs): void {
  useEffect(() => {
    // Space presses a button that was reached by keyboard; one that was only clicked before does not take Space away.
    let tabbing = false;
    // As on an editing desk: J and L step by frames while K is held.
    let holdingStop = false;
    const onPointerDown = () => {
      tabbing = false;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Tab') tabbing = true;
      const act = event.defaultPrevented || hasOwnKeys(event, tabbing) ? null : actOf(event, keyBindings());
      if (act === null) return;
      event.preventDefault();
      if (act === 'stop') holdingStop = true;
      if (holdingStop && act === 'shuttleBack') transport.step(-1);
      else if (holdingStop && act === 'shuttleForward') transport.step(1);
      else perform(act, transport, rate, room);
    };
    const onKeyUp = ({ code }: KeyboardEvent) => {
      if (code === 'KeyK') holdingStop = false;
    };
    const onBlur = () => {
      holdingStop = false;
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('keyup', onKeyUp);
    window.addEventListener('blur', onBlur);
    window.addEventListener('pointerdown', onPointerDown);
    return () => {
      window.removeEventListener('pointerdown', onPointerDown);
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('keyup', onKeyUp);
      window.removeEventListener('blur', onBlur);
    };
  }, [transport, rate, room]);
}

const WITH_OWN_KEYS =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"], [role="slider"], [role="tablist"]';

function hasOwnKeys({ target, code }: KeyboardEvent, tabbing: boolean): boolean {
  if (!(target instanceof Element)) return false;
  return (
    target.closest(WITH_OWN_KEYS) !== null ||
    (code === 'Space' && tabbing && target.matches('button, a, summary'))
  );
}

/** Does what a key, or a choice from a list, asks for. */
export function perform(
  act: KeyAct | TakeAct | UndoAct,
  transport: Transport,
  rate: Programme['rate'],
  room: RoomActs,
): void {
  const second = frameRate(rate).nominal;
  switch (act) {
    case 'toggle':
      transport.toggle();
      return;
    case 'back':
      transport.step(-1);
      return;
    case 'forward':
      transport.step(1);
      return;
    case 'backSecond':
      transport.step(-second);
      return;
    case 'forwardSecond':
      transport.step(second);
      return;
    case 'shuttleBack':
      transport.shuttle(-1);
      return;
    case 'shuttleForward':
      transport.shuttle(1);
      return;
    case 'stop':
      transport.pause();
      return;
    case 'markIn':
      transport.markStart();
      return;
    case 'markOut':
      transport.markEnd();
      return;
    case 'clearMarks':
      transport.setMarks(null, null);
      return;
    case 'home':
      transport.goHome();
      return;
    case 'end':
      transport.goToEnd();
      return;
    case 'loop':
      transport.setLooping(!transport.getSnapshot().looping);
      return;
    case 'nextClock':
      nextClock.call();
      return;
    case 'again':
      playAgain(transport);
      return;
    case 'playAround':
      playAround(transport);
      return;
    case 'backBeat':
    case 'forwardBeat':
      if (room.tempo) stepBeat(transport, room.tempo, rate, act === 'backBeat' ? beatBefore : beatAfter);
      return;
    case 'goTo':
    case 'keys':
    case 'noteHere':
    case 'noteOnRange':
    case 'draw':
    case 'previousNote':
    case 'nextNote':
    case 'previousCue':
    case 'nextCue':
    case 'answer':
    case 'resolve':
    case 'fullScreen':
    case 'confirmReading':
    case 'correctReading':
    case 'undo':
    case 'redo':
      room[act]();
      return;
    default:
      room.take(Number(act.slice(-1)));
  }
}

/** Stops, and goes to the frame in which the next beat on one side begins. */
function stepBeat(
  transport: Transport,
  tempo: PlacedTempoMap,
  rate: Programme['rate'],
  neighbour: typeof beatAfter,
): void {
  const at = transport.position;
  let beat = neighbour(tempo, at);
  // A frame begins before the beat in it: from there the same beat would come next.
  while (neighbour === beatAfter && stepFrames(beat, 0, rate) <= at) beat = neighbour(tempo, beat);
  transport.scrub(beat);
}
