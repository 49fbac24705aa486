import { Radio, Textarea } from '@mantine/core';
import type { Sense } from '@segue/access-policy';
import { DECISIONS, type Cut, type Decision, type SignOffRequest, type Version } from '@segue/protocol';
import type { TimecodeFormat } from '@segue/timecode';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestFailed } from '../../api/http';
import { sign, signOffsQuery, statementQuery } from '../../api/sign-offs';
import { FormProblem } from '../../ui/form-problem';
import { HoldButton } from '../../ui/hold-button';
import styles from './sign-off.module.css';
import { StatementList } from './statement-list';

interface Props {
  readonly version: Version;
  readonly cut: Cut | null;
  readonly notesRevision: number;
  /** The senses in which the person may sign: at least one. */
  readonly senses: readonly Sense[];
  readonly format: TimecodeFormat;
}

/** One's own notes count once the server has them; a moment after the last change it has. */
const SETTLE_MS = 400;

/** One's own decision on exactly what is listed, confirmed by holding. */
export function SignForm({ version, cut, notesRevision, senses, format }: Props) {
  const { t } = useTranslation('sign-off');
  const statement = useQuery(statementQuery(version.id, cut?.id ?? null));
  const decisions = useQuery(signOffsQuery(version.id));
  const [sense, setSense] = useState<Sense | undefined>(senses.length === 1 ? senses[0] : undefined);
  const [decision, setDecision] = useState<Decision | null>(null);
  const [comment, setComment] = useState('');
  const [reason, setReason] = useState('');
  const { refetch } = statement;

  const signing = useMutation({
    mutationFn: (body: SignOffRequest) => sign(version.id, body),
    meta: { changes: ['sign-off'], ownError: true },
    onSuccess: () => {
      setDecision(null);
      setComment('');
      setReason('');
    },
    onError: (error) => {
      if (error instanceof RequestFailed && error.code === 'sign-off.changed') void refetch();
    },
  });

  useEffect(() => {
    const timer = setTimeout(() => void refetch(), SETTLE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [refetch, notesRevision]);

  const shown = statement.data;
  // The earlier decisions stand above: coming later, they would push the form from under the finger that signs.
  if (!shown || decisions.isPending) return <FormProblem error={statement.error} />;
  const needsReason = shown.mustNotes > 0 && decision !== null && decision !== 'declined';
  const ready = sense !== undefined && decision !== null && (!needsReason || reason.trim() !== '');
  return (
    <form
      className={styles.form}
      aria-label={t('form')}
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <h3>{t('statement.title')}</h3>
      <StatementList statement={shown} format={format} />
      {senses.length > 1 ? (
        <Radio.Group
          label={t('sense')}
          value={sense ?? null}
          onChange={(value) => {
            setSense(senses.find((one) => one === value));
          }}
        >
          <div className={styles.choices}>
            {senses.map((one) => (
              <Radio key={one} value={one} label={t(`senses.${one}`)} />
            ))}
          </div>
        </Radio.Group>
      ) : (
        <p className={styles.sense}>{t('inSense', { sense: t(`senses.${senses[0] ?? 'final'}`) })}</p>
      )}
      <Radio.Group
        label={t('decision')}
        value={decision}
        onChange={(value) => {
          setDecision(DECISIONS.find((one) => one === value) ?? null);
        }}
      >
        <div className={styles.choices}>
          {DECISIONS.map((one) => (
            <Radio key={one} value={one} label={t(`decide.${one}`)} />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={t('comment')}
        maxLength={2000}
        value={comment}
        onChange={(event) => {
          setComment(event.currentTarget.value);
        }}
      />
      {needsReason && (
        <Textarea
          label={t('reason', { count: shown.mustNotes })}
          required
          maxLength={2000}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
          }}
        />
      )}
      <FormProblem error={signing.error} />
      <HoldButton
        fullWidth
        color={decision === 'declined' ? 'red' : 'teal'}
        disabled={!ready || signing.isPending}
        onConfirm={() => {
          if (sense === undefined || decision === null) return;
          signing.mutate({
            sense,
            decision,
            comment: comment.trim(),
            reason: needsReason ? reason.trim() : '',
            statement: shown,
          });
        }}
      >
        {decision === null ? t('hold') : t(`holdTo.${decision}`)}
      </HoldButton>
    </form>
  );
}
