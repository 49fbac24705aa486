import { Switch } from '@mantine/core';
import type { Standing } from '@segue/access-policy';
import type { CueSummary, Cut, Film } from '@segue/protocol';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { cuesQuery } from '../../api/cues';
import { cutsQuery } from '../../api/cuts';
import { peopleQuery } from '../../api/people';
import { filmNotesQuery } from '../../api/picture-changes';
import { usePlaces } from '../../places/use-places';
import { EmptyState } from '../../ui/empty-state';
import { useNearby } from '../../ui/use-nearby';
import { CueNotes } from './cue-notes';
import { sectionsOf, toDoRows } from './rows';
import styles from './to-do.module.css';

interface Props {
  readonly film: Film;
  readonly person: { readonly id: string; readonly name: string };
  readonly standing: Standing;
}

const NO_CUES: readonly CueSummary[] = [];
const NO_CUTS: readonly Cut[] = [];
/** About as high as a note of one line, in CSS pixels. */
const NOTE = 57;
/** A note that has the focus, or in which an answer is being written. */
const HELD = ':focus-within, :has(textarea)';

/** All open notes of a film in film order, by cue. What is resolved here stays until the page is left: nothing jumps away under the hand. */
export function OpenNotes({ film, person, standing }: Props) {
  const { t } = useTranslation('to-do');
  const { data: cues = NO_CUES } = useQuery(cuesQuery(film.id));
  const { data: cuts = NO_CUTS } = useQuery(cutsQuery(film.id));
  const { data: people } = useQuery(peopleQuery(film.id));
  const notes = useQuery(filmNotesQuery(film.id));
  const [onlyMust, setOnlyMust] = useState(false);
  const cut = cuts.at(-1) ?? null;
  const said = useMemo(
    () => [...cues, ...(notes.data ?? [])].map((placed) => placed.cutId),
    [cues, notes.data],
  );
  const places = usePlaces(film, cuts, cut, said);
  const names = useMemo(
    () => new Map((people?.members ?? []).map(({ personId, name }) => [personId, name])),
    [people],
  );
  // Once seen here, a note keeps its place until the page is left.
  const seen = useRef(new Set<string>());
  const rows = useMemo(() => {
    const asked = (notes.data ?? []).filter(
      ({ id, state, weight }) =>
        (state === 'open' || seen.current.has(id)) && (!onlyMust || weight === 'must'),
    );
    for (const { id } of asked) seen.current.add(id);
    return toDoRows(cues, asked, places.positionOf);
  }, [cues, notes.data, onlyMust, places]);
  const listed = useMemo(() => rows.filter((row) => 'note' in row).map(({ id }) => id), [rows]);
  const list = useRef<HTMLDivElement>(null);
  /** Where the arrows lead. */
  const [wanted, setWanted] = useState<string | null>(null);
  const nearby = useNearby(list, rows, { guess: NOTE, held: HELD, wanted });
  const nameOf = useCallback((id: string) => names.get(id) ?? t('someone'), [names, t]);

  /** The arrows lead from note to note, across cues. */
  function walk(event: KeyboardEvent<HTMLElement>): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined || event.target instanceof HTMLTextAreaElement) return;
    const here = (event.target as Element).closest<HTMLElement>('article')?.dataset['near'];
    const next = listed[(here === undefined ? -1 : listed.indexOf(here)) + by];
    event.preventDefault();
    if (next === undefined) return;
    // It may not have been near.
    flushSync(() => {
      setWanted(next);
    });
    list.current?.querySelector<HTMLElement>(`[data-near="${CSS.escape(next)}"]`)?.focus();
  }

  const open = (notes.data ?? []).filter(({ state }) => state === 'open');
  const musts = open.filter(({ weight }) => weight === 'must').length;
  if (!notes.data) return null;
  return (
    <section className={styles.notes} aria-label={t('notes.title')}>
      <header className={styles.head}>
        <h2>{t('notes.title')}</h2>
        <span className={styles.soft}>
          {t('notes.count', { count: open.length })} · {t('notes.must', { count: musts })}
        </span>
        <Switch
          label={t('notes.onlyMust')}
          checked={onlyMust}
          onChange={(event) => {
            setOnlyMust(event.currentTarget.checked);
          }}
        />
        <span className={styles.keys}>{t('notes.keys')}</span>
      </header>
      {rows.length === 0 ? (
        <EmptyState title={t(onlyMust ? 'notes.noneMust' : 'notes.none')}>{t('notes.noneText')}</EmptyState>
      ) : (
        <div ref={list} aria-label={t('notes.label')} role="group" onKeyDown={walk}>
          {sectionsOf(nearby).map(({ cue, pieces }) =>
            cue === null ? (
              pieces.map((piece) => 'gap' in piece && <div key={piece.key} style={{ height: piece.gap }} />)
            ) : (
              <CueNotes
                key={cue.id}
                film={film}
                cue={cue}
                pieces={pieces}
                of={listed.length}
                person={person}
                standing={standing}
                nameOf={nameOf}
              />
            ),
          )}
        </div>
      )}
    </section>
  );
}
