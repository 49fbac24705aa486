/** Half the power. */
const HALF = Math.SQRT1_2;

/** What a channel gives to the left and to the right. */
export type Share = readonly [left: number, right: number];

const LEFT: Share = [1, 0];
const RIGHT: Share = [0, 1];
const CENTRE: Share = [HALF, HALF];
const LEFT_SURROUND: Share = [HALF, 0];
const RIGHT_SURROUND: Share = [0, HALF];
const BACK: Share = [0.5, 0.5];
/** Low frequency effects are left out: they add weight to a large room and mud to two loudspeakers. */
const LFE: Share = [0, 0];

/** By number of channels, in the order of WAVE and FLAC files. */
const LAYOUTS: Readonly<Record<number, readonly Share[]>> = {
  3: [LEFT, RIGHT, CENTRE],
  4: [LEFT, RIGHT, LEFT_SURROUND, RIGHT_SURROUND],
  5: [LEFT, RIGHT, CENTRE, LEFT_SURROUND, RIGHT_SURROUND],
  6: [LEFT, RIGHT, CENTRE, LFE, LEFT_SURROUND, RIGHT_SURROUND],
  7: [LEFT, RIGHT, CENTRE, LFE, BACK, LEFT_SURROUND, RIGHT_SURROUND],
  8: [LEFT, RIGHT, CENTRE, LFE, LEFT_SURROUND, RIGHT_SURROUND, LEFT_SURROUND, RIGHT_SURROUND],
};

/**
 * How the channels of a sound go to two loudspeakers: ITU-R BS.775-3, Annex 4, with both pairs of surround channels of 7.1 at
 * the coefficient of one. Mono stands in the centre; one channel alone (`solo`) is heard in the centre as it is.
 */
export function foldDown(channels: number, solo: number | null): readonly Share[] {
  const shares = channels === 1 ? [[1, 1] as const] : (LAYOUTS[channels] ?? [LEFT, RIGHT]);
  if (solo === null || solo >= shares.length) return shares;
  return shares.map((_, channel): Share => (channel === solo ? [1, 1] : [0, 0]));
}
