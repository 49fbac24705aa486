import { formatDuration, timecodeLabel, type TimecodeFormat } from '@segue/timecode';
import styles from './timecode.module.css';

interface Props {
  /** Picture position or length in flicks; null shows a dash. */
  readonly flicks: number | null;
  readonly format: TimecodeFormat;
  /** A length is not wrapped at 24 hours. */
  readonly as?: 'position' | 'length';
}

/** A timecode as text, in the timecode face. */
export function Timecode({ flicks, format, as = 'position' }: Props) {
  if (flicks === null) return <span className={styles.none}>–</span>;
  return (
    <span className={styles.timecode}>
      {as === 'length' ? formatDuration(flicks, format) : timecodeLabel(flicks, format)}
    </span>
  );
}
