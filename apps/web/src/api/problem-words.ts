import { REASONS, REFUSALS, sayReason, type Problem } from '@segue/protocol';
import type { TFunction } from 'i18next';

/**
 * What a refusal says in the reader's language: the words of its case, or those of its code. What this page does not know, a
 * newer server may say, stays in English.
 *
 * @param t for the words of `refusals`
 */
export function wordsOfProblem(
  { code, detail, reason, facts = {} }: Partial<Problem> & Pick<Problem, 'detail'>,
  t: TFunction,
): string {
  if (reason !== undefined && reason in REASONS)
    return sayReason({ reason, facts }, (key, filled) =>
      t(`reasons.${key}`, { defaultValue: REASONS[key], ...filled }),
    );
  if (code === undefined || !(code in REFUSALS)) return detail;
  const { message } = REFUSALS[code];
  const general = t(code, { defaultValue: message });
  if (detail === message) return general;
  // Only the parser of a file knows what exactly was wrong with it, and it speaks English.
  return general === message ? detail : t('inDetail', { general, detail });
}
