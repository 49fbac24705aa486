import { Link } from '@tanstack/react-router';
import styles from './picture-change.module.css';

/** Leads to the review room of a cue. */
export function CueLink({ filmId, cueId, children }: { filmId: string; cueId: string; children: string }) {
  return (
    <Link className={styles.link} to="/films/$filmId/cues/$cueId" params={{ filmId, cueId }}>
      {children}
    </Link>
  );
}
