import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { SENSES } from '@segue/access-policy';
import type { CueSummary } from '@segue/protocol';
import type { TFunction } from 'i18next';
import type { Column } from './sheet-view';
import styles from './sheet.module.css';

interface Props {
  readonly summary: CueSummary | undefined;
  readonly columns: readonly Column[];
  readonly t: TFunction<'film'>;
}

/** How far a cue has come: its versions, what is open on it, and what has been decided on its newest version. */
export function CueMarks({ summary, columns, t }: Props) {
  const { versions = 0, openNotes = 0, mustNotes = 0, signOffs = {}, staleSenses = [] } = summary ?? {};
  return (
    <>
      {columns.includes('versions') && (
        <div role="cell" className={styles.count}>
          {versions === 0 ? <span className={styles.none}>–</span> : `v${versions}`}
        </div>
      )}
      {columns.includes('notes') && (
        <div role="cell" className={styles.notes}>
          {openNotes === 0 ? (
            <span className={styles.none}>–</span>
          ) : (
            <span
              title={`${t('spotting.openNotes', { count: openNotes })}, ${t('spotting.must', { count: mustNotes })}`}
            >
              {openNotes}
              {mustNotes > 0 && (
                <span className={styles.must}>{t('spotting.must', { count: mustNotes })}</span>
              )}
            </span>
          )}
        </div>
      )}
      {columns.includes('signed') && (
        <div role="cell" className={styles.signs}>
          {SENSES.map((sense) => {
            const decision = signOffs[sense];
            if (!decision) return null;
            const stale = staleSenses.includes(sense);
            const decided = t(`spotting.decisions.${sense}.${decision}`);
            const words = stale ? t('spotting.stale', { decision: decided }) : decided;
            return (
              <span
                key={sense}
                title={words}
                className={styles.sign}
                data-decision={decision}
                data-stale={stale || undefined}
                role="img"
                aria-label={words}
              >
                {stale ? (
                  <IconAlertTriangle size={11} aria-hidden />
                ) : decision === 'declined' ? (
                  <IconX size={11} aria-hidden />
                ) : (
                  <IconCheck size={11} aria-hidden />
                )}
                <span aria-hidden>{t(`spotting.senses.${sense}`)}</span>
              </span>
            );
          })}
        </div>
      )}
    </>
  );
}
