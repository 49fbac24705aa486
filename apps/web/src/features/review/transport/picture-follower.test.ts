import { describe, expect, it } from 'vitest';
import { correction } from './picture-follower';

/** Times in seconds. */
interface Screening {
  readonly frame: number;
  /** How far behind the picture begins. */
  readonly behind: number;
  /** How much slower the clock of the pictures is than that of the sound. */
  readonly drift?: number;
  /** By how much the picture falls behind, at which moments. */
  readonly hiccups?: ReadonlyMap<number, number>;
}

const SCREEN = 1 / 60;
const FRAME = 1 / 24;

/** A minute at a screen of 60 Hz, as measured in a browser: how far each picture that is shown is behind the sound. */
function screened({ frame, behind, drift = 0, hiccups = new Map() }: Screening) {
  const shown: { readonly at: number; readonly off: number }[] = [];
  const speeds: number[] = [];
  let movie = -behind;
  let speed = 1;
  let catchingUp = false;
  for (let turn = 0; turn < 3600; turn++) {
    const sound = turn * SCREEN;
    movie += turn === 0 ? 0 : speed * SCREEN * (1 - drift);
    movie -= hiccups.get(turn) ?? 0;
    // A picture is changed when the screen is: up to half a turn early or late. What is seen of it is a whole frame.
    const last = Math.floor((movie + SCREEN / 2) / frame);
    if (last !== Math.floor((movie - speed * SCREEN + SCREEN / 2) / frame))
      shown.push({ at: sound, off: sound - last * frame });
    const next = correction(sound - movie, frame, 1, catchingUp);
    if (next.jump) {
      movie = sound;
      continue;
    }
    speed = next.speed;
    catchingUp = speed !== 1;
    speeds.push(speed);
  }
  return { shown, speeds };
}

function share(shown: readonly { readonly off: number }[], part: number): number {
  const sorted = shown.map(({ off }) => Math.abs(off)).sort((a, b) => a - b);
  return sorted[Math.floor(part * (sorted.length - 1))] ?? NaN;
}

describe('the picture that follows the sound', () => {
  // At more pictures a second the pace of a screen of 60 Hz alone is half a frame.
  const frames = [24, 25, 30].map((rate) => 1 / rate);
  const begins = [0, 0.01, 0.02, 0.09, 0.28, -0.02, -0.2];

  it.each(frames)('is within half a frame of %f s once it has caught up, wherever it began', (frame) => {
    for (const behind of begins) {
      const settled = screened({ frame, behind }).shown.filter(({ at }) => at > 2);
      expect(share(settled, 0.95)).toBeLessThan(frame / 2);
    }
  });

  it.each(frames)('stays there when the clocks run apart, at %f s a frame', (frame) => {
    for (const drift of [0.0005, -0.0005]) {
      const settled = screened({ frame, behind: 0.05, drift }).shown.filter(({ at }) => at > 2);
      expect(share(settled, 0.95)).toBeLessThan(frame / 2);
    }
  });

  it('comes back within two and a half seconds when the computer was busy', () => {
    const hiccups = new Map([
      [600, 0.05],
      [1800, 0.2],
      [3000, 2],
    ]);
    const { shown } = screened({ frame: FRAME, behind: 0, hiccups });
    const settled = shown.filter(({ at }) =>
      [...hiccups.keys()].every((turn) => at < turn / 60 || at > turn / 60 + 2.5),
    );
    expect(share(settled, 0.95)).toBeLessThan(FRAME / 2);
    expect(settled.length).toBeGreaterThan(1000);
  });

  it('runs at its own speed most of the time, and never more than a tenth off', () => {
    const { speeds } = screened({ frame: FRAME, behind: 0.2, drift: 0.0002 });
    expect(speeds.filter((speed) => speed !== 1).length / speeds.length).toBeLessThan(0.25);
    for (const speed of speeds) expect(Math.abs(speed - 1)).toBeLessThanOrEqual(0.1 + 1e-9);
  });

  it('is left alone within a quarter of a frame', () => {
    expect(correction(0.2 * FRAME, FRAME, 1, false)).toEqual({ jump: false, speed: 1 });
    expect(correction(-0.2 * FRAME, FRAME, 2, false)).toEqual({ jump: false, speed: 2 });
  });

  it('catches up by its own speed, and goes on until it is well inside', () => {
    expect(correction(0.6 * FRAME, FRAME, 1, false)).toMatchObject({ jump: false, speed: 1.05 });
    expect(correction(-0.05, FRAME, 1, false)).toMatchObject({ jump: false, speed: 0.9 });
    const further = correction(0.2 * FRAME, FRAME, 1, true);
    expect(further.jump || further.speed > 1).toBe(true);
    expect(correction(0.05 * FRAME, FRAME, 1, true)).toEqual({ jump: false, speed: 1 });
  });

  it('jumps when it is too far off to be caught up with, twice as far at double speed', () => {
    expect(correction(0.31, FRAME, 1, false).jump).toBe(true);
    expect(correction(-0.31, FRAME, 1, false).jump).toBe(true);
    expect(correction(0.31, FRAME, 2, false).jump).toBe(false);
    expect(correction(0.61, FRAME, 2, false).jump).toBe(true);
  });
});
