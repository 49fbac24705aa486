import { parseCueNumber } from '@segue/review-document';

/** The number that most likely comes next: one more in the reel of the last usual number, `1m01` on an empty sheet. */
export function nextNumber(numbers: readonly string[]): string {
  const usual = numbers.flatMap((number) => parseCueNumber(number) ?? []);
  const reel = Math.max(1, ...usual.map((each) => each.reel));
  const inReel = usual
    .filter((each) => each.reel === reel)
    .flatMap(({ music }) => music.split('/').map(Number));
  const letter = numbers.some((number) => /\dM\d/.test(number)) ? 'M' : 'm';
  return `${reel}${letter}${String(Math.max(0, ...inReel) + 1).padStart(2, '0')}`;
}
