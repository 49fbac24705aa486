import { may } from '@segue/access-policy';
import type { Stem, Version } from '@segue/protocol';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { changeStem, removeStem, type StemChange } from '../../../api/sounds';
import { Choice } from '../../../ui/choice';
import { ConfirmDialog } from '../../../ui/confirm-dialog';
import { FormProblem } from '../../../ui/form-problem';
import { useReview } from '../review-context';
import { OFFSET_UNITS, type OffsetUnit } from './offset-units';
import { StemRow } from './stem-row';
import styles from './stems.module.css';

interface Props {
  readonly version: Version;
  /** The control that adds stems to it. */
  readonly delivery: ReactNode;
}

/** The parts of a version. */
export function Stems({ version, delivery }: Props) {
  const { t } = useTranslation('review');
  const { standing } = useReview();
  const [unit, setUnit] = useState<OffsetUnit>('samples');
  const [removing, setRemoving] = useState<Stem | null>(null);
  const change = useMutation({
    mutationFn: ({ id, ...body }: StemChange & { id: string }) => changeStem(id, body),
    meta: { changes: ['version'], ownError: true },
  });
  const remove = useMutation({ mutationFn: removeStem, meta: { changes: ['version'] } });
  const { stems, number } = version;
  const close = () => {
    setRemoving(null);
  };
  return (
    <section className={styles.stems} aria-label={t('stems.title')}>
      <header className={styles.head}>
        <h3>{t('stems.title')}</h3>
        {stems.length > 0 && (
          <Choice
            aria-label={t('stems.unit')}
            title={t('stems.unit')}
            value={unit}
            options={OFFSET_UNITS.map((value) => ({ value, label: t(`stems.units.${value}`) }))}
            onChoose={setUnit}
          />
        )}
      </header>
      {stems.length === 0 ? (
        <p className={styles.none}>{t('stems.none')}</p>
      ) : (
        <ul className={styles.list} aria-label={t('stems.list', { number })}>
          {stems.map((stem) => (
            <StemRow
              key={stem.id}
              stem={stem}
              mix={version}
              unit={unit}
              mayChange={may(standing, 'upload versions')}
              onChange={(body) => {
                change.mutate({ id: stem.id, ...body });
              }}
              onRemove={() => {
                setRemoving(stem);
              }}
            />
          ))}
        </ul>
      )}
      <FormProblem error={change.error} />
      {delivery}
      <ConfirmDialog
        opened={removing !== null}
        title={t('stems.removeTitle', { name: removing?.name })}
        action={t('stems.removeAction')}
        pending={remove.isPending}
        onConfirm={() => {
          if (removing) remove.mutate(removing.id, { onSettled: close });
        }}
        onClose={close}
      >
        {t('stems.removeText', { number })}
      </ConfirmDialog>
    </section>
  );
}
