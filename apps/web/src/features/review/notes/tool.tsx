import type { ComponentProps } from 'react';
import styles from './note-card.module.css';

interface Props extends ComponentProps<'button'> {
  /** What it does, in words. */
  readonly label: string;
}

/** A button of a note that is only a sign. Plain, because there are hundreds: Mantine's take longer to draw than the note. */
export function Tool({ label, ...button }: Props) {
  return <button type="button" className={styles.tool} aria-label={label} title={label} {...button} />;
}
