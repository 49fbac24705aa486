/** Sample rate of everything that is made here, in hertz. */
export const SAMPLE_RATE = 48_000;

/** Stereo sound: two channels of equally many samples, full scale at 1. */
export interface Sound {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/** Silence of so many seconds. */
export function silence(seconds: number): Sound {
  const samples = Math.round(seconds * SAMPLE_RATE);
  return { left: new Float32Array(samples), right: new Float32Array(samples) };
}

/** Lays a sound into another one, from the sample `at` on; what stands over is cut off. */
export function lay(sound: Sound, into: Sound, at = 0): void {
  const samples = Math.min(sound.left.length, into.left.length - at);
  for (let sample = 0; sample < samples; sample++) {
    into.left[at + sample] = (into.left[at + sample] ?? 0) + (sound.left[sample] ?? 0);
    into.right[at + sample] = (into.right[at + sample] ?? 0) + (sound.right[sample] ?? 0);
  }
}

/** The sum of sounds of equal length. */
export function sum(sounds: readonly Sound[]): Sound {
  const all = silence((sounds[0]?.left.length ?? 0) / SAMPLE_RATE);
  for (const sound of sounds) lay(sound, all);
  return all;
}

/** The largest sample, without its sign. */
export function peak({ left, right }: Sound): number {
  let most = 0;
  for (const channel of [left, right]) for (const value of channel) most = Math.max(most, Math.abs(value));
  return most;
}

/** The same sound, so many times as loud. */
export function louder({ left, right }: Sound, gain: number): Sound {
  return { left: left.map((value) => value * gain), right: right.map((value) => value * gain) };
}

/** Numbers from -1 to 1 that look like chance and are the same each time: everybody's demo film sounds alike. */
export function noise(seed: number): () => number {
  let state = seed * 2_654_435_769 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state | 0) / 2_147_483_648;
  };
}
