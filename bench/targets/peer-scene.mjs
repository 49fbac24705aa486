import { newId } from '../load/entries.mjs';

const PEOPLE = 12;

/** The same people and rooms for servers that know neither: whoever connects may write whatever they like. */
export function peerScene(path) {
  const roots = Array.from({ length: PEOPLE }, () => `part:${newId()}`);
  let turn = 0;
  return {
    rooms: (count) => Promise.resolve(Array.from({ length: count }, () => `cue/${newId()}/notes`)),
    seat: (room, address) => ({
      url: `ws://${address}/${path(room)}`,
      headers: {},
      root: roots[turn++ % roots.length],
    }),
  };
}
