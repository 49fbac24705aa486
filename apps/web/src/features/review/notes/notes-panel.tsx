import { may } from '@segue/access-policy';
import type { Board, BoardNote, Drawing } from '@segue/review-document';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { roundsQuery } from '../../../api/rounds';
import { useLoaded, useOthers, useRefused, useSaveState } from '../../../realtime/use-session';
import { ClosedNotice } from '../../../ui/closed-notice';
import { EmptyState } from '../../../ui/empty-state';
import { RefusedNotice } from '../../../ui/refused-notice';
import { useNearby } from '../../../ui/use-nearby';
import { useReview } from '../review-context';
import { RoundBar } from '../rounds/round-bar';
import { Composer, type Anchor } from './composer';
import { NoteCard } from './note-card';
import { filterNotes, hiddenCount, type NoteFilter } from './note-filter';
import { NoteFilters } from './note-filters';
import styles from './notes-panel.module.css';

const ExportDialog = lazy(() => import('./export-dialog'));
const ImportDialog = lazy(() => import('./import-dialog'));
const ReportDialog = lazy(() => import('./report-dialog'));

/** For so long a withdrawn note stays in its author's list, to be restored: a week, in milliseconds. */
const REGRET_MS = 7 * 24 * 3600 * 1000;
/** About as high as a note of one or two lines, in CSS pixels. */
const CARD = 70;
/** A card in which something is being written, or that has the focus. */
const HELD = ':focus-within, :has(textarea, input)';

interface Props {
  readonly board: Board;
  readonly shown: readonly BoardNote[];
  readonly filter: NoteFilter;
  /** The filter that the list has come to: it follows what was chosen. */
  readonly narrowed: NoteFilter;
  readonly onFilter: (filter: NoteFilter) => void;
  readonly selected: string | null;
  readonly onSelect: (note: BoardNote) => void;
  readonly onSent: (noteId: string) => void;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly anchor: Anchor | null;
  readonly onAnchor: (anchor: Anchor | null) => void;
  /** What is drawn for the note that is being written. */
  readonly drawing: Drawing | null;
  readonly onDraw: () => void;
  readonly onUndraw: () => void;
}

/** The notes of the cue by picture position, and the box for a new one. */
export function NotesPanel({
  board,
  shown,
  filter,
  narrowed,
  onFilter,
  selected,
  onSelect,
  onSent,
  field,
  anchor,
  onAnchor,
  drawing,
  onDraw,
  onUndraw,
}: Props) {
  const { t } = useTranslation('review');
  const { film, notes, standing, me, version } = useReview();
  // The round stands over the list, which must not move under a finger.
  const { data: rounds, isPending } = useQuery(roundsQuery(film.id));
  const loaded = useLoaded(notes) && !isPending;
  const refused = useRefused(notes);
  const { status, closedBecause } = useSaveState(notes);
  const list = useRef<HTMLDivElement>(null);
  const [dialog, setDialog] = useState<'export' | 'import' | 'report' | null>(null);
  const [since] = useState(() => Date.now() - REGRET_MS);
  const listed = useMemo(
    () => filterNotes(board, narrowed, { person: me.id, since }),
    [board, narrowed, me.id, since],
  );
  const hidden = useMemo(() => hiddenCount(board, narrowed), [board, narrowed]);
  const cards = useRef<HTMLDivElement>(null);
  const nearby = useNearby(cards, listed, { guess: CARD, held: HELD, wanted: selected });
  const isShown = listed.some(({ id }) => id === selected);

  function closeDialog() {
    setDialog(null);
  }

  useEffect(() => {
    if (selected === null || !isShown) return;
    list.current
      ?.querySelector(`#note-${CSS.escape(selected)}`)
      ?.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  }, [selected, isShown]);

  return (
    <section className={styles.panel} aria-label={t('notes.label')}>
      <NoteFilters
        board={board}
        filter={filter}
        onFilter={onFilter}
        onExport={() => {
          setDialog('export');
        }}
        onImport={() => {
          setDialog('import');
        }}
        onReport={() => {
          setDialog('report');
        }}
      />
      {dialog && (
        <Suspense>
          {dialog === 'export' && <ExportDialog filter={filter} notes={shown} onClose={closeDialog} />}
          {dialog === 'import' && <ImportDialog board={board} onClose={closeDialog} />}
          {dialog === 'report' && <ReportDialog filter={filter} notes={shown} onClose={closeDialog} />}
        </Suspense>
      )}
      {version && loaded && rounds && <RoundBar rounds={rounds} version={version} board={board} />}
      <div ref={list} className={styles.list} role="feed" aria-label={t('notes.list')} aria-busy={!loaded}>
        {!loaded && <p className={styles.quiet}>{t('notes.loading')}</p>}
        {loaded && listed.length === 0 && (
          <EmptyState title={t(hidden > 0 ? 'notes.noneShown' : 'notes.none')}>
            {t(
              hidden > 0
                ? 'notes.noneShownWhy'
                : may(standing, 'comment')
                  ? 'notes.noneHow'
                  : 'notes.noneYet',
              { count: hidden },
            )}
          </EmptyState>
        )}
        <div ref={cards}>
          {nearby.map((piece) =>
            'gap' in piece ? (
              <div key={piece.key} style={{ height: piece.gap }} />
            ) : (
              <NoteCard
                key={piece.row.id}
                note={piece.row}
                place={piece.index + 1}
                of={listed.length}
                selected={piece.row.id === selected}
                onSelect={onSelect}
              />
            ),
          )}
        </div>
        {loaded && shown.length > 0 && hidden > 0 && (
          <p className={styles.quiet}>{t('notes.hidden', { count: hidden })}</p>
        )}
      </div>
      <Typists />
      {refused.length > 0 && (
        <div className={styles.refused}>
          <RefusedNotice refused={refused} onDismiss={() => notes?.dismissRefused()} />
        </div>
      )}
      {closedBecause && <ClosedNotice because={closedBecause} />}
      {may(standing, 'comment') && (
        <Composer
          field={field}
          anchor={anchor}
          onAnchor={onAnchor}
          drawing={drawing}
          onDraw={onDraw}
          onUndraw={onUndraw}
          onSent={onSent}
          ready={loaded && status !== 'closed'}
        />
      )}
    </section>
  );
}

/** Who is writing something just now. */
function Typists() {
  const { t } = useTranslation('review');
  const others = useOthers(useReview().notes);
  const names = [
    ...new Set(others.filter(({ fields }) => fields['typing'] === true).map(({ name }) => name)),
  ];
  return (
    <p className={styles.typing} role="status">
      {names.length > 0 ? t('notes.typing', { count: names.length, names: names.join(', ') }) : ''}
    </p>
  );
}
