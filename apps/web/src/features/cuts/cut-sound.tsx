import { ActionIcon } from '@mantine/core';
import { BED_KINDS, type Bed, type Cut, type Film } from '@segue/protocol';
import { samplesToFlicks } from '@segue/timecode';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { bedsQuery, changeBed, removeBed, type BedChange } from '../../api/sounds';
import { Choice } from '../../ui/choice';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { FormProblem } from '../../ui/form-problem';
import { Timecode } from '../../ui/timecode';
import { TimecodeField } from '../../ui/timecode-field';
import styles from './cut-sound.module.css';

interface Props {
  readonly film: Film;
  readonly cut: Cut;
  readonly mayChange: boolean;
  /** The control that lays more under it. */
  readonly delivery: ReactNode;
}

/** What lies under the music in a cut: dialogue, effects, production sound, temp music. */
export function CutSound({ film, cut, mayChange, delivery }: Props) {
  const { t } = useTranslation('film');
  const { data: beds } = useQuery(bedsQuery(cut.id));
  const [removing, setRemoving] = useState<Bed | null>(null);
  const change = useMutation({
    mutationFn: ({ id, ...body }: BedChange & { id: string }) => changeBed(id, body),
    meta: { changes: ['cut'], ownError: true },
  });
  const remove = useMutation({ mutationFn: removeBed, meta: { changes: ['cut'] } });
  const close = () => {
    setRemoving(null);
  };
  if (!beds || (beds.length === 0 && !mayChange)) return null;
  return (
    <section className={styles.sound} aria-label={t('beds.of', { name: cut.name })}>
      <h3>{t('beds.title')}</h3>
      {beds.length === 0 ? (
        <p className={styles.soft}>{t('beds.none')}</p>
      ) : (
        <table className={styles.beds}>
          <tbody>
            {beds.map((bed) => (
              <BedRow
                key={bed.id}
                bed={bed}
                film={film}
                mayChange={mayChange}
                onChange={(body) => {
                  change.mutate({ id: bed.id, ...body });
                }}
                onRemove={() => {
                  setRemoving(bed);
                }}
              />
            ))}
          </tbody>
        </table>
      )}
      <FormProblem error={change.error} />
      {delivery}
      <ConfirmDialog
        opened={removing !== null}
        title={t('beds.removeTitle', { name: removing?.fileName })}
        action={t('beds.removeAction')}
        pending={remove.isPending}
        onConfirm={() => {
          if (removing) remove.mutate(removing.id, { onSettled: close });
        }}
        onClose={close}
      >
        {t('beds.removeText', { name: cut.name })}
      </ConfirmDialog>
    </section>
  );
}

interface RowProps {
  readonly bed: Bed;
  readonly film: Film;
  readonly mayChange: boolean;
  readonly onChange: (change: BedChange) => void;
  readonly onRemove: () => void;
}

function BedRow({ bed, film, mayChange, onChange, onRemove }: RowProps) {
  const { t } = useTranslation(['film', 'review']);
  const { fileName: name, kind, startFlicks, facts, unplayable } = bed;
  return (
    <tr>
      <td>
        {mayChange ? (
          <Choice
            aria-label={t('beds.kind', { name })}
            value={kind}
            options={BED_KINDS.map((value) => ({ value, label: t(`review:bedKind.${value}`) }))}
            onChoose={(chosen) => {
              onChange({ kind: chosen });
            }}
          />
        ) : (
          t(`review:bedKind.${kind}`)
        )}
      </td>
      <td className={styles.file} title={name}>
        {name}
        {unplayable !== null && <div className={styles.unplayable}>{unplayable}</div>}
      </td>
      <td>
        {mayChange ? (
          <TimecodeField
            aria-label={t('beds.start', { name })}
            value={startFlicks}
            format={film}
            onCommit={(flicks) => {
              if (flicks !== null) onChange({ startFlicks: flicks });
            }}
          />
        ) : (
          <Timecode flicks={startFlicks} format={film} />
        )}
      </td>
      <td className={styles.soft} title={t('beds.length')}>
        <Timecode flicks={samplesToFlicks(facts.samples, facts.sampleRate)} format={film} as="length" />
      </td>
      <td>
        {mayChange && (
          <ActionIcon aria-label={t('beds.remove', { name })} onClick={onRemove}>
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        )}
      </td>
    </tr>
  );
}
