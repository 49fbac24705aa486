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

/**
 * By the loudspeaker that a channel is meant for: ITU-R BS.775-3, Annex 4. Of what it does not know, the rears of 7.1 are as
 * loud as the surround of their side, and the one in the middle as the one surround of 3/1. A height lies 3 dB below the
 * loudspeaker on the floor under it; of the one straight above that is the centre.
 */
const SPEAKERS: Readonly<Record<string, Share>> = {
  L: LEFT,
  R: RIGHT,
  C: CENTRE,
  LFE,
  Lc: [Math.cos(Math.PI / 8), Math.sin(Math.PI / 8)],
  Rc: [Math.sin(Math.PI / 8), Math.cos(Math.PI / 8)],
  Ls: LEFT_SURROUND,
  Lrs: LEFT_SURROUND,
  Rs: RIGHT_SURROUND,
  Rrs: RIGHT_SURROUND,
  Cs: BACK,
  Ltf: above(LEFT),
  Rtf: above(RIGHT),
  Ctf: above(CENTRE),
  Lts: above(LEFT_SURROUND),
  Rts: above(RIGHT_SURROUND),
  Ts: above(CENTRE),
  Ltr: above(LEFT_SURROUND),
  Rtr: above(RIGHT_SURROUND),
  Ctr: above(BACK),
};

function above([left, right]: Share): Share {
  return [left * HALF, right * HALF];
}

/**
 * How the channels of a sound go to two loudspeakers. Mono stands in the centre as it is, and so does one channel alone
 * (`solo`). Of channels that nobody said anything about the first two are left and right, and the others are heard in the
 * middle: nothing is lost.
 *
 * @param layout the loudspeaker of each channel; null where nobody knows.
 */
export function foldDown(
  layout: readonly string[] | null,
  channels: number,
  solo: number | null,
): readonly Share[] {
  return Array.from({ length: channels }, (_, channel): Share => {
    if (solo !== null && solo < channels) return channel === solo ? [1, 1] : [0, 0];
    if (channels === 1) return [1, 1];
    const known = SPEAKERS[layout?.[channel] ?? ''];
    return known ?? [LEFT, RIGHT][channel] ?? BACK;
  });
}
