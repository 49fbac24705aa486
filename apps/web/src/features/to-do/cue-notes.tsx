import type { Standing } from '@segue/access-policy';
import type { CueSummary, Film } from '@segue/protocol';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBoard, useNotes } from '../../realtime/use-notes';
import { useLoaded } from '../../realtime/use-session';
import type { NearbyPiece } from '../../ui/use-nearby';
import { NoteToDo } from './note-to-do';
import type { ToDoRow } from './rows';
import styles from './to-do.module.css';

interface Props {
  readonly film: Film;
  readonly cue: CueSummary;
  /** What is there of its heading and its notes. */
  readonly pieces: readonly NearbyPiece<ToDoRow>[];
  /** How many notes are listed in all. */
  readonly of: number;
  readonly person: { readonly id: string; readonly name: string };
  readonly standing: Standing;
  readonly nameOf: (personId: string) => string;
}

/** So long a cue is near the screen before its document is opened, in milliseconds: many are only scrolled past. */
const STAYS = 150;

/** The open notes of one cue. Its document is open while it is near the screen: a film may have hundreds of cues. */
export function CueNotes({ film, cue, pieces, of, person, standing, nameOf }: Props) {
  const { t } = useTranslation('to-do');
  const session = useNotes(useStays() ? cue.id : null, person);
  const board = useBoard(session);
  const loaded = useLoaded(session);
  const live = useMemo(() => new Map(board.notes.map((note) => [note.id, note])), [board]);
  return (
    <section className={styles.cue} aria-label={`${cue.number} ${cue.title}`}>
      {pieces.map((piece) => {
        if ('gap' in piece) return <div key={piece.key} style={{ height: piece.gap }} />;
        const { row } = piece;
        return 'note' in row ? (
          <NoteToDo
            key={row.id}
            film={film}
            listed={row}
            of={of}
            live={live.get(row.id) ?? null}
            session={loaded ? session : null}
            standing={standing}
            nameOf={nameOf}
          />
        ) : (
          <h3 key={row.id} data-near={row.id}>
            <Link to="/films/$filmId/cues/$cueId" params={{ filmId: film.id, cueId: cue.id }}>
              <span className={styles.number}>{cue.number}</span> {cue.title}
            </Link>
            <span className={styles.soft}>{t('notes.count', { count: row.open })}</span>
          </h3>
        );
      })}
    </section>
  );
}

function useStays(): boolean {
  const [stays, setStays] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setStays(true);
    }, STAYS);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return stays;
}
