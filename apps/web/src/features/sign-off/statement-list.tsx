import { CopyButton, UnstyledButton } from '@mantine/core';
import type { Statement } from '@segue/protocol';
import type { TimecodeFormat } from '@segue/timecode';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Timecode } from '../../ui/timecode';
import styles from './sign-off.module.css';

/** Exactly what is being signed. */
export function StatementList({ statement, format }: { statement: Statement; format: TimecodeFormat }) {
  const { t } = useTranslation('sign-off');
  return (
    <dl className={styles.statement} aria-label={t('statement.label')}>
      <Row name={t('statement.cue')}>
        {statement.cueNumber} {statement.cueTitle}
      </Row>
      <Row name={t('statement.version')}>
        {t('statement.versionText', { number: statement.versionNumber, kind: statement.versionKind })}
      </Row>
      <Row name={t('statement.file')}>
        {statement.fileName}{' '}
        <CopyButton value={statement.sha256}>
          {({ copied, copy }) => (
            <UnstyledButton
              className={styles.hash}
              title={statement.sha256}
              aria-label={copied ? undefined : t('statement.copyHash', { start: startOf(statement.sha256) })}
              onClick={copy}
            >
              {copied ? t('statement.copied') : startOf(statement.sha256)}
            </UnstyledButton>
          )}
        </CopyButton>
      </Row>
      <Row name={t('statement.cut')}>{statement.cutName ?? t('statement.noCut')}</Row>
      <Row name={t('statement.position')}>
        <Timecode flicks={statement.positionFlicks} format={format} />
      </Row>
      <Row name={t('statement.length')}>
        <Timecode flicks={statement.lengthFlicks} format={format} as="length" />
      </Row>
      <Row name={t('statement.openNotes')}>{statement.openNotes}</Row>
      <Row name={t('statement.mustNotes')}>
        <span data-warn={statement.mustNotes > 0 || undefined} className={styles.must}>
          {statement.mustNotes}
        </span>
      </Row>
    </dl>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Enough of a hash to tell files apart by eye. */
function startOf(sha256: string): string {
  return `${sha256.slice(0, 12)}…`;
}
