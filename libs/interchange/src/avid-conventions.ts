import { nearestIn } from './marker-colours.js';

/** Who Avid says has written what nobody signed: it wants a name there. */
export const NOBODY = 'Segue';

/** The colours every version of Avid Media Composer knows, and edit lists with it. */
export const AVID_COLOURS: ReadonlySet<string> = new Set(
  'red green blue cyan magenta yellow black white'.split(' '),
);

/** Those that newer versions have besides. */
export const LATER_AVID_COLOURS: ReadonlySet<string> = new Set(
  'pink purple orange forest denim violet grey gold'.split(' '),
);

/** The Avid colour nearest to that of another application; red, Avid's own default, where none is said. */
export function avidColour(colour: string | null): string {
  return nearestIn(AVID_COLOURS, colour) ?? 'red';
}
