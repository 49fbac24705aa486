import { Listeners } from '../../../player/listeners';

/** Called when the key for the next clock is pressed. The readout, which knows what there is to count from, turns to it. */
export const nextClock = new Listeners();
