import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconLayoutList, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { may, type Standing } from '@segue/access-policy';
import type { Cut, Film } from '@segue/protocol';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment, lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cutsQuery, deleteCut } from '../../api/cuts';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Moment } from '../../ui/moment';
import { Timecode } from '../../ui/timecode';
import { CutDialog } from './cut-dialog';
import { CutSound } from './cut-sound';
import styles from './cuts-panel.module.css';
import { MovieFacts } from './movie-facts';

const EditListDialog = lazy(() => import('./edit-list-dialog'));
const ReelsDialog = lazy(() => import('./reels-dialog'));

interface Props {
  readonly film: Film;
  readonly standing: Standing;
  /** The control that brings a movie file to a cut. */
  readonly movieDelivery: (cut: Cut) => ReactNode;
  /** The control that lays sound under a cut. */
  readonly soundDelivery: (cut: Cut) => ReactNode;
  /** Sends a movie file that came together with a new cut. */
  readonly onMovie: (cut: Cut, file: File) => void;
}

/** The picture versions of a film, in the order they arrived. */
export function CutsPanel({ film, standing, movieDelivery, soundDelivery, onMovie }: Props) {
  const { t } = useTranslation('film');
  const cuts = useQuery(cutsQuery(film.id));
  /** The cut in the dialog; null for a new one, undefined while the dialog is closed. */
  const [writing, setWriting] = useState<Cut | null>();
  const [removing, setRemoving] = useState<Cut | null>(null);
  const [listing, setListing] = useState<Cut | null>(null);
  const [reeling, setReeling] = useState<Cut | null>(null);
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
                  <EditListFacts film={film} cut={cut} cuts={cuts.data} />
                  <ReelFacts film={film} cut={cut} />
                </div>
                {brings && (
                  <div className={styles.controls}>
                    {movieDelivery(cut)}
                    <Button
                      variant="default"
                      aria-label={t(cut.editList ? 'editList.replaceNamed' : 'editList.openNamed', {
                        name: cut.name,
                      })}
                      onClick={() => {
                        setListing(cut);
                      }}
                    >
                      {t(cut.editList ? 'editList.replaceOpen' : 'editList.open')}
                    </Button>
                    <Tooltip label={t('reels.open')}>
                      <ActionIcon
                        aria-label={t('reels.openNamed', { name: cut.name })}
                        onClick={() => {
                          setReeling(cut);
                        }}
                      >
                        <IconLayoutList size={16} aria-hidden />
                      </ActionIcon>
                    </Tooltip>
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
                <CutSound film={film} cut={cut} mayChange={brings} delivery={soundDelivery(cut)} />
              </li>
            ))}
          </ol>
        </>
      )}
      <CutDialog
        film={film}
        cut={writing ?? null}
        opened={writing !== undefined}
        onMovie={onMovie}
        onClose={() => {
          setWriting(undefined);
        }}
      />
      {listing && (
        <Suspense>
          <EditListDialog
            film={film}
            cuts={cuts.data}
            cut={listing}
            onClose={() => {
              setListing(null);
            }}
          />
        </Suspense>
      )}
      {reeling && (
        <Suspense>
          <ReelsDialog
            film={film}
            cut={reeling}
            onClose={() => {
              setReeling(null);
            }}
          />
        </Suspense>
      )}
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

/** Its reels, each with its start. */
function ReelFacts({ film, cut }: { film: Film; cut: Cut }) {
  const { t } = useTranslation('film');
  if (cut.reels.length === 0) return null;
  return (
    <div className={styles.soft}>
      {cut.reels.map(({ number, startFlicks }, index) => (
        <Fragment key={number}>
          {index > 0 && ' · '}
          {t('reels.reel', { number })} <Timecode flicks={startFlicks} format={film} />
        </Fragment>
      ))}
    </div>
  );
}

/** Its edit list, and the way to what it changed. */
function EditListFacts({ film, cut, cuts }: { film: Film; cut: Cut; cuts: readonly Cut[] }) {
  const { t } = useTranslation('film');
  const { editList } = cut;
  if (editList === null) return <div className={styles.soft}>{t('editList.none')}</div>;
  const before = cuts.find(({ id }) => id === editList.fromCutId);
  const comparable =
    editList.fromCutId !== null ||
    cuts.some(({ ordinal, editList: other }) => ordinal < cut.ordinal && other?.fromCutId === null);
  return (
    <div className={styles.soft}>
      {before
        ? t('editList.factsOfChanges', { file: editList.fileName, cut: before.name })
        : t('editList.facts', { file: editList.fileName, count: editList.shots })}
      {comparable && (
        <>
          {' · '}
          <Link
            className={styles.link}
            to="/films/$filmId/changes/$cutId"
            params={{ filmId: film.id, cutId: cut.id }}
          >
            {t('editList.whatChanged')}
          </Link>
        </>
      )}
    </div>
  );
}
