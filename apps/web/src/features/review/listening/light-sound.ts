import { DeviceChoice, useDeviceChoice } from '../../../ui/device-choice';

/** Whether the light rendition is listened to. Of the device rather than of the person: it is the link that is slow. */
const lightSound = new DeviceChoice('segue/light-sound', (kept) => kept === 'true');

/** Chooses it, and keeps the choice on this device. */
export function setLightSound(light: boolean): void {
  lightSound.set(light);
}

/** The choice, and every change of it. */
export function useLightSound(): boolean {
  return useDeviceChoice(lightSound);
}
