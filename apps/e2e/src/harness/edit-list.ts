import { labelOf } from './review-scene.js';

/** An edit list (EDL) of shots of one tape each, from the film's start: its name, and how many frames. */
export function editList(...shots: readonly (readonly [reel: string, frames: number])[]): string {
  let at = 0;
  const events = shots.map(([reel, frames], index) => {
    const record = `${labelOf(at)} ${labelOf(at + frames)}`;
    at += frames;
    const source = `${labelOf(0)} ${labelOf(frames)}`;
    return `${String(index + 1).padStart(3, '0')}  ${reel.padEnd(8)} V     C        ${source} ${record}`;
  });
  return ['TITLE: REEL 1', 'FCM: NON-DROP FRAME', ...events, ''].join('\r\n');
}
