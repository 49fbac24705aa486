import { Menu } from '@mantine/core';
import { REACTIONS, type Reaction } from '@segue/review-document';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import { SIGNS } from './reaction-signs';
import styles from './reactions.module.css';

/** The signs one can put on a note or reply, as entries of a menu. */
export default function ReactItems({ id, reactions }: { id: string; reactions: readonly Reaction[] }) {
  const { t } = useTranslation('notes');
  const { me, notes } = useReview();
  return (
    <div className={styles.signs} role="group" aria-label={t('reaction.add')}>
      {REACTIONS.map((sign) => {
        const mine = reactions.some((reaction) => reaction.sign === sign && reaction.by.includes(me.id));
        return (
          <Menu.Item
            key={sign}
            className={styles.sign}
            aria-label={t(mine ? 'reaction.take' : 'reaction.put', { sign: t(`reaction.sign.${sign}`) })}
            title={t(`reaction.sign.${sign}`)}
            onClick={() => notes?.react(id, sign, !mine)}
          >
            {SIGNS[sign]}
          </Menu.Item>
        );
      })}
    </div>
  );
}
