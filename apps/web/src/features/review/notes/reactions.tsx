import { may } from '@segue/access-policy';
import type { Reaction } from '@segue/review-document';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import { SIGNS } from './reaction-signs';
import styles from './reactions.module.css';

/** What people put on a note or reply, with how many did; pressing one adds or takes away one's own. */
export default function Reactions({ id, reactions }: { id: string; reactions: readonly Reaction[] }) {
  const { t } = useTranslation('notes');
  const { me, standing, notes, nameOf } = useReview();
  return (
    <ul className={styles.row} aria-label={t('reaction.label')}>
      {reactions.map(({ sign, by }) => {
        const mine = by.includes(me.id);
        const names = by.map(nameOf).join(', ');
        return (
          <li key={sign}>
            <button
              type="button"
              className={styles.chip}
              aria-pressed={mine}
              aria-label={t('reaction.chip', { sign: t(`reaction.sign.${sign}`), names })}
              title={names}
              disabled={!may(standing, 'comment')}
              onClick={() => notes?.react(id, sign, !mine)}
            >
              <span aria-hidden>{SIGNS[sign]}</span> {by.length}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
