import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { SpottingSession } from '@segue/client';
import type { Film } from '@segue/protocol';
import type { Cue, CueFields } from '@segue/review-document';
import { formatDuration } from '@segue/timecode';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { cuesQuery } from '../../api/cues';
import { useLoaded, useOthers } from '../../realtime/use-session';
import { useCues } from '../../realtime/use-spotting';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EmptyState } from '../../ui/empty-state';
import { CueRow, type CellGuest } from './cue-row';
import { cellAfterKey, cellName, focusCell, type Field } from './grid-keys';
import { nextNumber } from './next-number';
import styles from './sheet.module.css';
import { useSteadyOrder } from './use-steady-order';

interface Props {
  readonly film: Film;
  readonly session: SpottingSession;
  /** Whether this person spots; the others read. */
  readonly mayEdit: boolean;
}

const NO_GUESTS: readonly CellGuest[] = [];

/** The film's cues as a table that everybody writes in at once. */
export function SpottingSheet({ film, session, mayEdit }: Props) {
  const { t } = useTranslation('film');
  const cues = useCues(session);
  const loaded = useLoaded(session);
  const summaries = useQuery(cuesQuery(film.id));
  const [removing, setRemoving] = useState<Cue | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const { grid, ordered, freeze, release } = useSteadyOrder(cues);
  const guests = useGuests(session);
  const byId = useMemo(() => new Map(summaries.data?.map((cue) => [cue.id, cue])), [summaries.data]);
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
      const next = cellAfterKey(event, rows.current, id, field);
      if (next !== null && focusCell(grid.current, next)) event.preventDefault();
      else if (event.key === 'Enter' && !event.shiftKey && rows.current.at(-1) === id)
        addButton.current?.focus();
    },
    [grid],
  );
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
    <Button ref={addButton} variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={add}>
      {t('spotting.add')}
    </Button>
  );
  if (cues.length === 0) {
    return (
      <EmptyState title={t('spotting.none')} action={addControl}>
        {t(mayEdit ? 'spotting.noneSpot' : 'spotting.noneRead')}
      </EmptyState>
    );
  }
  const music = cues.reduce(
    (sum, cue) => sum + (cue.in !== null && cue.out !== null ? Math.max(0, cue.out - cue.in) : 0),
    0,
  );

  return (
    <div className={styles.sheet}>
      <table
        ref={grid}
        className={styles.table}
        aria-label={t('spotting.label')}
        onFocus={freeze}
        onBlur={(event) => {
          release(event.relatedTarget);
          if (!event.currentTarget.contains(event.relatedTarget)) session.setPresence({ cell: null });
        }}
      >
        <Columns />
        <tbody>
          {ordered.map((cue) => (
            <CueRow
              key={cue.id}
              cue={cue}
              filmId={film.id}
              format={format}
              summary={byId.get(cue.id)}
              guests={guests.get(cue.id) ?? NO_GUESTS}
              mayEdit={mayEdit}
              onEdit={edit}
              onEnter={enter}
              onKey={move}
              onRemove={setRemoving}
            />
          ))}
        </tbody>
      </table>
      <div className={styles.foot}>
        {addControl}
        <span className={styles.summary}>
          {t('spotting.summary', { count: cues.length, length: formatDuration(music, film) })}
        </span>
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
        {t('spotting.removeText')}
      </ConfirmDialog>
    </div>
  );
}

/** The columns that have a heading; the one of the row's actions follows. */
const COLUMNS = [
  'number',
  'title',
  'kind',
  'in',
  'out',
  'length',
  'description',
  'emotion',
  'versions',
  'notes',
  'signed',
] as const;

function Columns() {
  const { t } = useTranslation('film');
  return (
    <>
      <colgroup>
        {[...COLUMNS, 'actions' as const].map((name) => (
          <col key={name} className={styles[`col-${name}`]} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {COLUMNS.map((name) => (
            <th key={name} scope="col" data-column={name}>
              {t(`spotting.${name}`)}
            </th>
          ))}
          <th scope="col" aria-label={t('spotting.actions')} />
        </tr>
      </thead>
    </>
  );
}

/** Who is in which cell, by row. */
function useGuests(session: SpottingSession): ReadonlyMap<string, readonly CellGuest[]> {
  const others = useOthers(session);
  return useMemo(() => {
    const guests = new Map<string, CellGuest[]>();
    for (const { personId, name, fields } of others) {
      if (typeof fields['cell'] !== 'string') continue;
      const [cueId = '', field = ''] = fields['cell'].split('/');
      const here = guests.get(cueId) ?? [];
      // Somebody with two windows stands in a cell once.
      if (here.some((guest) => guest.field === field && guest.personId === personId)) continue;
      guests.set(cueId, [...here, { field, personId, name }]);
    }
    return guests;
  }, [others]);
}
