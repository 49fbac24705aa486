import { useId, type ReactNode } from 'react';
import styles from './installation.module.css';

interface Props {
  readonly title: string;
  /** Said beside the title. */
  readonly note?: string | null;
  /** Takes the room that is left and scrolls inside; reachable by keyboard. */
  readonly grows?: boolean;
  readonly children: ReactNode;
}

/** A titled part of the page. */
export function Section({ title, note = null, grows = false, children }: Props) {
  const id = useId();
  return (
    <section className={styles.section} data-grows={grows || undefined} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
        {note !== null && <span className={styles.soft}>{note}</span>}
      </h2>
      {grows ? (
        <div className={styles.scroll} role="group" aria-labelledby={id} tabIndex={0}>
          {children}
        </div>
      ) : (
        children
      )}
    </section>
  );
}
