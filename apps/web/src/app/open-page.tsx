import type { ReactNode } from 'react';
import { Brand } from './brand';
import styles from './open-page.module.css';

/** The frame around the pages for people who are not signed in yet. */
export function OpenPage({ children }: { children: ReactNode }) {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <Brand />
        {children}
      </div>
    </main>
  );
}
