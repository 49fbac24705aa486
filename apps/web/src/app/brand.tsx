import styles from './brand.module.css';

/** The product's name with its mark. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <svg
        viewBox="4 6 24 20"
        width="22"
        height="18"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="2.6"
        strokeLinecap="round"
        aria-hidden
      >
        <path d="M8 13v6M14 9v14M20 12v8M26 14.5v3" />
      </svg>
      Segue
    </span>
  );
}
