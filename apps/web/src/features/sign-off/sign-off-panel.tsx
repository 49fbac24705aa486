import { sensesOf, type Standing } from '@segue/access-policy';
import type { Cut, Version } from '@segue/protocol';
import type { TimecodeFormat } from '@segue/timecode';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { signOffsQuery } from '../../api/sign-offs';
import { FormProblem } from '../../ui/form-problem';
import { Decisions } from './decisions';
import { SignForm } from './sign-form';
import styles from './sign-off.module.css';

interface Props {
  readonly version: Version;
  readonly cut: Cut | null;
  /** Changes with every change of the notes: what would be signed is then looked at again. */
  readonly notesRevision: number;
  readonly standing: Standing;
  readonly format: TimecodeFormat;
}

/** Who has decided what on this version, and one's own decision. */
export function SignOffPanel({ version, cut, notesRevision, standing, format }: Props) {
  const { t } = useTranslation('sign-off');
  const decisions = useQuery(signOffsQuery(version.id));
  const senses = sensesOf(standing);
  return (
    <section className={styles.panel} aria-label={t('label')}>
      <h2>{t('title', { number: version.number })}</h2>
      <FormProblem error={decisions.error} />
      {decisions.data && <Decisions decisions={decisions.data} format={format} />}
      {version.kind === 'temp' ? (
        <p className={styles.quiet}>{t('temp')}</p>
      ) : senses.length === 0 ? (
        <p className={styles.quiet}>{t('notYours')}</p>
      ) : (
        <SignForm version={version} cut={cut} notesRevision={notesRevision} senses={senses} format={format} />
      )}
    </section>
  );
}
