/** Who Avid says has written what nobody signed: it wants a name there. */
export const NOBODY = 'Segue';

/** The colours every version of Avid Media Composer knows. */
export const AVID_COLOURS: ReadonlySet<string> = new Set(
  'red green blue cyan magenta yellow black white'.split(' '),
);

/** Pink, purple and orange as Media Composer itself does it for its older versions. */
const NEAREST: Readonly<Record<string, string>> = {
  pink: 'magenta',
  purple: 'blue',
  orange: 'red',
  fuchsia: 'magenta',
  rose: 'magenta',
  lavender: 'blue',
  sky: 'cyan',
  mint: 'green',
  lemon: 'yellow',
  sand: 'yellow',
  cocoa: 'red',
  cream: 'white',
};

/** The Avid colour nearest to that of another application; red, Avid's own default, where none is said. */
export function avidColour(colour: string | null): string {
  if (colour === null) return 'red';
  return AVID_COLOURS.has(colour) ? colour : (NEAREST[colour] ?? 'red');
}
