import { SENSES } from '@segue/access-policy';
import type { SignOff } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../ui/moment';
import styles from './sign-off.module.css';

/** The latest decision in each sense, and everything that was decided before. */
export function Decisions({ decisions }: { decisions: readonly SignOff[] }) {
  const { t } = useTranslation('sign-off');
  const latest = SENSES.map((sense) => decisions.findLast((decision) => decision.sense === sense));
  const earlier = decisions.filter((decision) => !latest.includes(decision)).toReversed();
  return (
    <>
      <table className={styles.matrix} aria-label={t('matrix')}>
        <tbody>
          {SENSES.map((sense, index) => {
            const decision = latest[index];
            return (
              <tr key={sense}>
                <th scope="row">{t(`senses.${sense}`)}</th>
                <td>
                  {decision ? (
                    <Decision decision={decision} />
                  ) : (
                    <span className={styles.none}>{t('undecided')}</span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {earlier.length > 0 && (
        <details className={styles.earlier}>
          <summary>{t('earlier', { count: earlier.length })}</summary>
          <ul>
            {earlier.map((decision) => (
              <li key={decision.id}>
                <span className={styles.none}>{t(`senses.${decision.sense}`)}</span>
                <Decision decision={decision} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Decision({
  decision: { decision, person, role, at, comment, reason, statement },
}: {
  decision: SignOff;
}) {
  const { t } = useTranslation('sign-off');
  return (
    <div className={styles.decision} data-decision={decision}>
      <strong>{t(`decided.${decision}`)}</strong>
      <span>
        {t('by', { name: person.name, role })} · <Moment at={at} />
      </span>
      {comment !== '' && <p>{comment}</p>}
      {reason !== '' && <p>{t('withReason', { reason, count: statement.mustNotes })}</p>}
      {statement.cutName !== null && <span>{t('against', { cut: statement.cutName })}</span>}
    </div>
  );
}
