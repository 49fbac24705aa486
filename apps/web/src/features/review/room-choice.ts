import type { Role } from '@segue/access-policy';
import { DeviceChoice, useDeviceChoice } from '../../ui/device-choice';

/** How a cue is shown: the whole desk, or the director's page with one picture and one box. */
export type RoomView = 'desk' | 'page';

const roomView = new DeviceChoice<RoomView | 'by role'>('segue/room', (kept) =>
  kept === 'desk' || kept === 'page' ? kept : 'by role',
);

/** Chooses how cues are shown on this device from now on. */
export function setRoomView(view: RoomView): void {
  roomView.set(view);
}

/** How cues are shown: as was chosen on this device, else directors and guests get the page and all others the desk. */
export function useRoomView(role: Role | null): RoomView {
  const chosen = useDeviceChoice(roomView);
  if (chosen !== 'by role') return chosen;
  return role === 'director' || role === 'guest' ? 'page' : 'desk';
}
