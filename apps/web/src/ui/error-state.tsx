import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './states.module.css';

interface Props {
  readonly title: string;
  /** What went wrong and what to do, in words. */
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Says what went wrong. */
export function ErrorState({ title, children, action }: Props) {
  return (
    <div className={styles.state} role="alert">
      <IconAlertTriangle size={22} className={styles.icon} aria-hidden />
      <h2 className={styles.title}>{title}</h2>
      <div className={styles.text}>{children}</div>
      {action}
    </div>
  );
}
