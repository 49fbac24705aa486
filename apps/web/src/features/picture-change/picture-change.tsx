import { Anchor, Button, Chip } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { may, type Standing } from '@segue/access-policy';
import type { SpottingSession } from '@segue/client';
import { framesIn, type FrameSpan } from '@segue/conform';
import { CHANGE_FILES, type Cut, type Film } from '@segue/protocol';
import { formatOffset, frameRate } from '@segue/timecode';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  changeFileAddress,
  changesQuery,
  filmNotesQuery,
  intoCut,
  notePlacesQuery,
} from '../../api/picture-changes';
import { filmSignOffsQuery } from '../../api/sign-offs';
import { useCues, useHits } from '../../realtime/use-spotting';
import { Choice } from '../../ui/choice';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { carriedItems, cutsToCarryFrom, type CarriedItem } from './carried-items';
import { ItemsTable } from './items-table';
import styles from './picture-change.module.css';
import { StaleSignOffs } from './stale-sign-offs';
import { Strips } from './strips';
import { usePlacing } from './use-placing';

interface Props {
  readonly film: Film;
  /** All cuts, the oldest first. */
  readonly cuts: readonly Cut[];
  readonly cut: Cut;
  /** The cut to compare with; the newest one that is known to differ when it is not given. */
  readonly fromCutId: string | undefined;
  readonly onFrom: (cutId: string) => void;
  readonly session: SpottingSession;
  readonly standing: Standing;
}

type Fate = CarriedItem['proposal']['fate'];

/** What calls for a look, before what is only carried along. */
const FATES: readonly Fate[] = [
  'removed',
  'split',
  'shortened',
  'lengthened',
  'recut',
  'retimed',
  'moved',
  'unchanged',
];

/** What a new cut did: the picture as two strips, and everything that was placed in the old one. */
export function PictureChange({ film, cuts, cut, fromCutId, onFrom, session, standing }: Props) {
  const { t } = useTranslation(['picture-change', 'ui']);
  const related = useQuery(changesQuery(cut.id));
  const notes = useQuery(filmNotesQuery(film.id));
  const notePlaces = useQuery(notePlacesQuery(cut.id));
  const signOffs = useQuery(filmSignOffsQuery(film.id));
  const cues = useCues(session);
  const hits = useHits(session);
  const [shownFates, setShownFates] = useState<readonly Fate[]>([]);
  const { rate, dropFrame } = film;
  const format = useMemo(() => ({ rate, dropFrame }), [rate, dropFrame]);

  const placed = useMemo(
    () => ({ cues, hits, notes: notes.data ?? [], notePlaces: notePlaces.data ?? [] }),
    [cues, hits, notes.data, notePlaces.data],
  );
  const differing = new Set(related.data?.map((other) => other.fromCutId));
  const earlier = cuts.filter(({ id, ordinal }) => ordinal < cut.ordinal && differing.has(id));
  const from = earlier.find(({ id }) => id === fromCutId) ?? earlier.at(-1);
  const wanted = from && notes.data ? [from.id, ...cutsToCarryFrom({ cut, cuts }, placed)] : [];
  const changes = useQuery({ ...changesQuery(cut.id, wanted), enabled: wanted.length > 0 });
  const known = useMemo(
    () => intoCut(rate, cuts, cut.id, changes.data ?? []).changes,
    [rate, cuts, cut.id, changes.data],
  );
  const items = useMemo(
    () => carriedItems({ cut, cuts, changes: known, rate }, placed),
    [cut, cuts, known, rate, placed],
  );
  const placing = usePlacing(cut, session, placed);

  const failed = related.error ?? changes.error ?? notes.error ?? notePlaces.error;
  if (failed) return <ErrorState title={t('failed')}>{failed.message}</ErrorState>;
  if (related.data && !from) return <EmptyState title={t('unknown')}>{t('unknownText')}</EmptyState>;
  const change = from && known.get(from.id);
  if (!from || !change || !notes.data || !notePlaces.data)
    return <div className={styles.waiting} aria-busy />;

  const counts = new Map(
    FATES.map((fate) => [fate, items.filter((item) => item.proposal.fate === fate).length]),
  );
  const shown =
    shownFates.length === 0 ? items : items.filter(({ proposal }) => shownFates.includes(proposal.fate));
  const open = shown.filter(({ state }) => state === 'proposed');
  const mayPlace = may(standing, 'spot');
  const sum = (spans: readonly FrameSpan[]) => formatOffset(framesIn(spans), format);
  const stale = signOffs.data?.filter((signOff) => signOff.stale?.cutId === cut.id) ?? [];

  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1>{t('title', { cut: cut.name })}</h1>
        <Choice
          aria-label={t('since')}
          w={180}
          options={earlier.map(({ id, name }) => ({ value: id, label: t('sinceCut', { cut: name }) }))}
          value={from.id}
          onChoose={onFrom}
        />
        <span className={styles.soft}>
          {t('sum', { removed: sum(change.removed), added: sum(change.added) })}
        </span>
        <span className={styles.files} role="group" aria-label={t('files.label')}>
          {CHANGE_FILES.map((file) => (
            <Anchor key={file} href={changeFileAddress(from.id, cut.id, file)} download>
              {t(`files.${file}`)}
            </Anchor>
          ))}
        </span>
      </header>
      <Strips
        change={change}
        format={format}
        oldName={from.name}
        newName={cut.name}
        items={items.filter((item) => item.fromCutId === from.id)}
        flicksPerFrame={frameRate(rate).flicksPerFrame}
      />
      <StaleSignOffs filmId={film.id} signOffs={stale} format={format} />
      <div className={styles.acts}>
        <Chip.Group
          multiple
          value={[...shownFates]}
          onChange={(chosen) => {
            setShownFates(FATES.filter((fate) => chosen.includes(fate)));
          }}
        >
          <span className={styles.chips} role="group" aria-label={t('filter')}>
            {FATES.map((fate) => (
              <Chip key={fate} value={fate} size="xs" disabled={counts.get(fate) === 0}>
                {t('chip', { fate: t(`ui:fates.${fate}`), count: counts.get(fate) })}
              </Chip>
            ))}
          </span>
        </Chip.Group>
        {mayPlace && (
          <span className={styles.buttons}>
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={15} aria-hidden />}
              disabled={!placing.mayUndo || placing.pending}
              onClick={placing.undo}
            >
              {t('undo')}
            </Button>
            <Button
              disabled={open.length === 0}
              loading={placing.pending}
              onClick={() => {
                placing.place(open.map((item) => ({ item, at: item.now })));
              }}
            >
              {t('acceptAll', { count: open.length })}
            </Button>
          </span>
        )}
      </div>
      {items.length === 0 ? (
        <EmptyState title={t('nothing')}>{t('nothingText')}</EmptyState>
      ) : (
        <ItemsTable
          filmId={film.id}
          items={shown}
          cuts={cuts}
          fromCutId={from.id}
          format={format}
          mayPlace={mayPlace}
          onPlace={placing.place}
        />
      )}
    </div>
  );
}
