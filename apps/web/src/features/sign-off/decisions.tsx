import { SENSES } from '@segue/access-policy';
import type { SignOff } from '@segue/protocol';
import type { TimecodeFormat } from '@segue/timecode';
import { useTranslation } from 'react-i18next';
import { changeUnder } from '../../api/sign-offs';
import { useChangeWords } from '../../ui/frame-differences';
import { Moment } from '../../ui/moment';
import styles from './sign-off.module.css';

interface Props {
  readonly decisions: readonly SignOff[];
  readonly format: TimecodeFormat;
}

/** The latest decision in each sense, and everything that was decided before. */
export function Decisions({ decisions, format }: Props) {
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
                    <Decision decision={decision} format={format} />
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
                <Decision decision={decision} format={format} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Decision({
  decision: { decision, person, role, at, comment, reason, statement, stale },
  format,
}: {
  decision: SignOff;
  format: TimecodeFormat;
}) {
  const { t } = useTranslation('sign-off');
  const words = useChangeWords(format);
  return (
    <div className={styles.decision} data-decision={decision} data-stale={stale !== null || undefined}>
      <strong>{t(`decided.${decision}`)}</strong>
      <span>
        {t('by', { name: person.name, role })} · <Moment at={at} />
      </span>
      {comment !== '' && <p>{comment}</p>}
      {reason !== '' && <p>{t('withReason', { reason, count: statement.mustNotes })}</p>}
      {statement.cutName !== null && <span>{t('against', { cut: statement.cutName })}</span>}
      {stale && (
        <p className={styles.stale}>{t('stale', { cut: stale.cutName, what: words(changeUnder(stale)) })}</p>
      )}
    </div>
  );
}
