import { Button } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import type { SpottingSession } from '@segue/client';
import type { Film } from '@segue/protocol';
import type { Cue, CueFields, Hit } from '@segue/review-document';
import { formatDuration } from '@segue/timecode';
import { useQuery } from '@tanstack/react-query';
import {
  lazy,
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import { useTranslation } from 'react-i18next';
import { cuesQuery } from '../../api/cues';
import { useLoaded } from '../../realtime/use-session';
import { useCues, useHits } from '../../realtime/use-spotting';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EmptyState } from '../../ui/empty-state';
import { useRoomLinks } from '../../ui/room-links';
import { Columns, widthsOf } from './columns';
import { CueDetails } from './cue-details';
import { cellAfterKey, cellName, FIELDS, focusCell, type Field } from './grid-keys';
import { useNewestCut } from './newest-cut';
import { nextNumber } from './next-number';
import { useRowWords } from './row-words';
import { SheetRows } from './sheet-rows';
import { SheetTools } from './sheet-tools';
import { COLUMN_SETS, columnsOf, shownCues, sortedBy, type Column, type Sorting } from './sheet-view';
import styles from './sheet.module.css';
import { useGuests } from './use-guests';
import { UndoButtons } from './undo-buttons';
import { useSteadyOrder } from './use-steady-order';

const SpottingImport = lazy(() => import('./spotting-import-dialog'));

interface Props {
  readonly film: Film;
  readonly session: SpottingSession;
  /** Whether this person spots; the others read. */
  readonly mayEdit: boolean;
}

const NO_HITS: readonly Hit[] = [];

/** The film's cues as a table that everybody writes in at once. */
export function SpottingSheet({ film, session, mayEdit }: Props) {
  const { t } = useTranslation('film');
  const cues = useCues(session);
  const hits = useHits(session);
  const newest = useNewestCut(
    film,
    useMemo(() => [...cues, ...hits], [cues, hits]),
  );
  const loaded = useLoaded(session);
  const summaries = useQuery(cuesQuery(film.id));
  const [removing, setRemoving] = useState<Cue | null>(null);
  /** The id of a cue, or `film` for the hits outside of cues. */
  const [detailed, setDetailed] = useState<string | null>(null);
  const [importing, setImporting] = useState(false);
  const addButton = useRef<HTMLButtonElement>(null);
  const byId = useMemo(() => new Map(summaries.data?.map((cue) => [cue.id, cue])), [summaries.data]);
  const [searched, setSearched] = useState('');
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const [columnSet, setColumnSet] = useState(columnsOf(film.role));
  const columns: readonly Column[] = COLUMN_SETS[columnSet];
  // What is typed and pressed is seen before the rows that it asks for.
  const asked = useDeferredValue(useMemo(() => ({ searched, sorting }), [searched, sorting]));
  const found = useMemo(() => shownCues(cues, byId, asked.searched, asked.sorting), [cues, byId, asked]);
  const { grid, ordered, freeze, release } = useSteadyOrder(found);
  const guests = useGuests(session);
  const links = useRoomLinks(film.id);
  const words = useRowWords();
  const hitsOf = useMemo(() => byCue(hits), [hits]);
  const { rate, dropFrame } = film;
  const format = useMemo(() => ({ rate, dropFrame }), [rate, dropFrame]);

  const rows = useRef<readonly string[]>([]);
  useEffect(() => {
    rows.current = ordered.map(({ id }) => id);
  });

  const edit = useCallback(
    (id: string, fields: Partial<CueFields>) => {
      session.edit(id, fields);
    },
    [session],
  );
  const enter = useCallback(
    (id: string, field: Field) => {
      session.setPresence({ cell: cellName(id, field) });
    },
    [session],
  );
  const move = useCallback(
    (event: KeyboardEvent<HTMLElement>, id: string, field: Field) => {
      const fields = FIELDS.filter((each) => COLUMN_SETS[columnSet].some((column) => column === each));
      const next = cellAfterKey(event, rows.current, id, field, fields);
      if (next !== null && focusCell(grid.current, next)) event.preventDefault();
      else if (event.key === 'Enter' && !event.shiftKey && rows.current.at(-1) === id)
        addButton.current?.focus();
    },
    [grid, columnSet],
  );
  const sort = useCallback((column: Column) => {
    setSorting((before) => sortedBy(before, column));
  }, []);
  useEffect(
    () => () => {
      session.setPresence({ cell: null });
    },
    [session],
  );

  const add = () => {
    const id = session.add({ number: nextNumber(cues.map(({ number }) => number)) });
    // The row is there after this render.
    requestAnimationFrame(() => focusCell(grid.current, cellName(id, 'number')));
  };

  if (!loaded) return <div className={styles.waiting} aria-busy="true" />;

  const addControl = mayEdit && (
    <div className={styles.controls}>
      <Button
        ref={addButton}
        variant="default"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={add}
      >
        {t('spotting.add')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileImport size={15} aria-hidden />}
        onClick={() => {
          setImporting(true);
        }}
      >
        {t('spottingImport.open')}
      </Button>
      <UndoButtons session={session} />
    </div>
  );
  const dialog = importing && (
    <Suspense>
      <SpottingImport
        film={film}
        session={session}
        newest={newest}
        onClose={() => {
          setImporting(false);
        }}
      />
    </Suspense>
  );
  if (cues.length === 0 && hits.length === 0) {
    return (
      <>
        <EmptyState title={t('spotting.none')} action={addControl}>
          {t(mayEdit ? 'spotting.noneSpot' : 'spotting.noneRead')}
        </EmptyState>
        {dialog}
      </>
    );
  }
  const music = cues.reduce(
    (sum, cue) => sum + (cue.in !== null && cue.out !== null ? Math.max(0, cue.out - cue.in) : 0),
    0,
  );

  const filmHits = hitsOf.get('film') ?? NO_HITS;
  const leaving = hitsOf.get(removing?.id ?? '')?.length ?? 0;

  return (
    <>
      <div className={styles.sheet}>
        <SheetTools
          searched={searched}
          onSearch={setSearched}
          columns={columnSet}
          onColumns={setColumnSet}
          shown={asked.searched.trim() === '' ? null : found.length}
          all={cues.length}
        />
        <div
          ref={grid}
          role="table"
          className={styles.table}
          data-columns={columnSet}
          style={{ '--columns': widthsOf(columns) }}
          aria-label={t('spotting.label')}
          aria-rowcount={ordered.length + 1}
          onClick={links.open}
          onFocus={({ target }) => {
            freeze();
            // Rows are contained, and what has the focus in one of them does not come into view by itself.
            target.scrollIntoView({ block: 'nearest', inline: 'nearest' });
          }}
          onBlur={(event) => {
            release(event.relatedTarget);
            if (!event.currentTarget.contains(event.relatedTarget)) session.setPresence({ cell: null });
          }}
        >
          <Columns shown={columns} sorting={sorting} onSort={sort} />
          <SheetRows
            cues={ordered}
            summaries={byId}
            guests={guests}
            hits={hitsOf}
            links={links}
            words={words}
            format={format}
            newest={newest}
            mayEdit={mayEdit}
            columns={columns}
            onEdit={edit}
            onEnter={enter}
            onKey={move}
            onDetails={setDetailed}
            onRemove={setRemoving}
          />
        </div>
        <div className={styles.foot}>
          {addControl}
          <span className={styles.summary}>
            {t('spotting.summary', { count: cues.length, length: formatDuration(music, film) })}
          </span>
          {filmHits.length > 0 && (
            <Button
              variant="subtle"
              color="gray"
              onClick={() => {
                setDetailed('film');
              }}
            >
              {t('cueDetails.ofFilm', { count: filmHits.length })}
            </Button>
          )}
          {!mayEdit && <span className={styles.summary}>{t('spotting.readOnly')}</span>}
        </div>
        <ConfirmDialog
          opened={removing !== null}
          title={t('spotting.removeTitle', { cue: removing?.number })}
          action={t('spotting.removeAction')}
          onConfirm={() => {
            if (removing !== null) session.remove(removing.id);
            setRemoving(null);
          }}
          onClose={() => {
            setRemoving(null);
          }}
        >
          {t('spotting.removeText')} {leaving > 0 && t('cueDetails.leave', { count: leaving })}
        </ConfirmDialog>
        <CueDetails
          session={session}
          shown={detailed === 'film' ? 'film' : (cues.find(({ id }) => id === detailed) ?? null)}
          hits={hitsOf.get(detailed ?? '') ?? NO_HITS}
          format={format}
          newest={newest}
          mayEdit={mayEdit}
          onClose={() => {
            setDetailed(null);
          }}
        />
      </div>
      {dialog}
    </>
  );
}

/** The hits of each cue, by its id; those outside of cues under `film`. */
function byCue(hits: readonly Hit[]): ReadonlyMap<string, readonly Hit[]> {
  const groups = new Map<string, Hit[]>();
  for (const hit of hits) {
    const group = groups.get(hit.cue ?? 'film');
    if (group) group.push(hit);
    else groups.set(hit.cue ?? 'film', [hit]);
  }
  return groups;
}
