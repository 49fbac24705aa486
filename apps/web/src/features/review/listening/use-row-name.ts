import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import { letterOf } from './comparison';
import type { Row } from './lay-out';

/** What a lane is called; in a blind comparison versions are letters. */
export function useRowName(): (row: Row) => string {
  const { t } = useTranslation('review');
  const { listening } = useReview();
  return ({ is }) => {
    if (is.what === 'stem') return is.stem.name;
    if (is.what === 'bed') return t(`bedKind.${is.bed.kind}`);
    const { digit, version } = is.compared;
    return listening.blind ? letterOf(digit) : t('version.short', { number: version.number });
  };
}
