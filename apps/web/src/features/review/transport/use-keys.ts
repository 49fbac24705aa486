import { frameRate } from '@segue/timecode';
import { useEffect } from 'react';
import { nextClock } from '../clocks/next-clock';
import { actOf, type KeyAct } from './keys';
import type { Programme } from './programme';
import type { Transport } from './transport';

/** What the keys do beyond the transport. */
export type RoomActs = Readonly<
  Record<'goTo' | 'noteHere' | 'noteOnRange' | 'previousNote' | 'nextNote' | 'keys', () => void>
>;

/** Listens to the keys of the review room, except in text fields, dialogs and lists that have keys of their own. */
export function useKeys(transport: Transport, rate: Programme['rate'], room: RoomActs): void {
  useEffect(() => {
    // Space presses a button that was reached by keyboard; one that was only clicked before does not take Space away.
    let tabbing = false;
    const onPointerDown = () => {
      tabbing = false;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Tab') tabbing = true;
      const act = event.defaultPrevented || hasOwnKeys(event, tabbing) ? null : actOf(event);
      if (act === null) return;
      event.preventDefault();
      perform(act, transport, rate, room);
    };
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('pointerdown', onPointerDown);
    return () => {
      window.removeEventListener('pointerdown', onPointerDown);
      window.removeEventListener('keydown', onKeyDown);
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

function perform(act: KeyAct, transport: Transport, rate: Programme['rate'], room: RoomActs): void {
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
    case 'nextClock':
      nextClock.call();
      return;
    default:
      room[act]();
  }
}
