import { timecodeLabel, type TimecodeFormat } from '@segue/timecode';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** So many frames at a position in flicks. */
interface Difference {
  readonly at: number;
  readonly frames: number;
}

/** What went and what came. */
interface Differences {
  readonly removed: readonly Difference[];
  readonly added: readonly Difference[];
}

/** What happened to a place from one cut to another. */
interface Change extends Differences {
  readonly fate: string;
}

/** So many differences are said one by one before the rest is only counted. */
const MOST_SAID = 3;

/** Says in words what went and what came: "9 frames removed at 01:04:10:00". */
export function useDifferenceWords(format: TimecodeFormat): (differences: Differences) => string {
  const { t } = useTranslation('ui');
  const { rate, dropFrame } = format;
  return useCallback(
    ({ removed, added }) => {
      const label = (at: number) => timecodeLabel(at, { rate, dropFrame });
      const said = [
        ...removed.map(({ at, frames }) => t('differences.removed', { count: frames, at: label(at) })),
        ...added.map(({ at, frames }) => t('differences.added', { count: frames, at: label(at) })),
      ];
      const rest = said.length - MOST_SAID;
      const shown = rest > 1 ? [...said.slice(0, MOST_SAID), t('differences.more', { count: rest })] : said;
      return shown.join('; ');
    },
    [t, rate, dropFrame],
  );
}

/** Says in words what happened to a place: the frames that went or came, else its fate. */
export function useChangeWords(format: TimecodeFormat): (change: Change) => string {
  const { t } = useTranslation('ui');
  const words = useDifferenceWords(format);
  return useCallback((change) => words(change) || t(`fates.${change.fate}`), [t, words]);
}
