import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { may, type Standing } from '@segue/access-policy';
import type { Cut, Film } from '@segue/protocol';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cutsQuery, deleteCut } from '../../api/cuts';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Moment } from '../../ui/moment';
import { Timecode } from '../../ui/timecode';
import { CutDialog } from './cut-dialog';
import styles from './cuts-panel.module.css';
import { MovieFacts } from './movie-facts';

interface Props {
  readonly film: Film;
  readonly standing: Standing;
  /** The control that brings a movie file to a cut. */
  readonly movieDelivery: (cut: Cut) => ReactNode;
}

/** The picture versions of a film, in the order they arrived. */
export function CutsPanel({ film, standing, movieDelivery }: Props) {
  const { t } = useTranslation('film');
  const cuts = useQuery(cutsQuery(film.id));
  /** The cut in the dialog; null for a new one, undefined while the dialog is closed. */
  const [writing, setWriting] = useState<Cut | null>();
  const [removing, setRemoving] = useState<Cut | null>(null);
  const remove = useMutation({ mutationFn: deleteCut, meta: { changes: ['cut'] } });
  const brings = may(standing, 'upload cuts');

  if (cuts.isError) return <ErrorState title={t('cuts.failed')}>{cuts.error.message}</ErrorState>;
  if (cuts.isPending) return null;

  const addButton = brings && (
    <Button
      leftSection={<IconPlus size={15} aria-hidden />}
      onClick={() => {
        setWriting(null);
      }}
    >
      {t('cuts.addOpen')}
    </Button>
  );
  return (
    <div className={styles.panel}>
      {cuts.data.length === 0 ? (
        <EmptyState title={t('cuts.none')} action={addButton}>
          {t('cuts.noneText')}
        </EmptyState>
      ) : (
        <>
          <div className={styles.actions}>{addButton}</div>
          <ol className={styles.list} aria-label={t('tabs.cuts')}>
            {cuts.data.map((cut) => (
              <li key={cut.id} className={styles.cut} aria-label={cut.name}>
                <div className={styles.ordinal}>{cut.ordinal}</div>
                <div className={styles.facts}>
                  <div className={styles.name}>{cut.name}</div>
                  <div className={styles.soft}>
                    <Moment at={cut.date} as="day" /> · {t('cuts.starts')}{' '}
                    <Timecode flicks={cut.startFlicks} format={film} />
                  </div>
                  {cut.movie === null ? (
                    <div className={styles.soft}>{t('cuts.noMovie')}</div>
                  ) : (
                    <MovieFacts movie={cut.movie} film={film} />
                  )}
                </div>
                {brings && (
                  <div className={styles.controls}>
                    {movieDelivery(cut)}
                    <Tooltip label={t('cuts.change')}>
                      <ActionIcon
                        aria-label={t('cuts.changeNamed', { name: cut.name })}
                        onClick={() => {
                          setWriting(cut);
                        }}
                      >
                        <IconPencil size={16} aria-hidden />
                      </ActionIcon>
                    </Tooltip>
                    <Tooltip label={t('cuts.remove')}>
                      <ActionIcon
                        aria-label={t('cuts.removeNamed', { name: cut.name })}
                        onClick={() => {
                          setRemoving(cut);
                        }}
                      >
                        <IconTrash size={16} aria-hidden />
                      </ActionIcon>
                    </Tooltip>
                  </div>
                )}
              </li>
            ))}
          </ol>
        </>
      )}
      <CutDialog
        film={film}
        cut={writing ?? null}
        opened={writing !== undefined}
        onClose={() => {
          setWriting(undefined);
        }}
      />
      <ConfirmDialog
        opened={removing !== null}
        title={t('cuts.removeTitle', { name: removing?.name })}
        action={t('cuts.remove')}
        pending={remove.isPending}
        onConfirm={() => {
          if (removing === null) return;
          remove.mutate(removing.id, {
            onSettled: () => {
              setRemoving(null);
            },
          });
        }}
        onClose={() => {
          setRemoving(null);
        }}
      >
        {t('cuts.removeText')}
      </ConfirmDialog>
    </div>
  );
}
