import styles from './sheet.module.css';

interface Props {
  /** What it becomes once somebody comes. */
  readonly role: 'textbox' | 'combobox';
  /** Accessible name. */
  readonly label: string;
  /** Where the focus is found again. */
  readonly name: string;
  readonly readOnly: boolean;
  readonly mono?: boolean;
  /** Whether the column is wide enough for every value. */
  readonly fits?: boolean;
  readonly onEnter: (by: 'mouse' | 'other') => void;
  readonly children: string;
}

/** A text of so many characters fits in every column. */
const SHORT = 8;

/**
 * A cell that nobody has been in: its text alone. Fields take several times as long to lay out and to paint, and a sheet has
 * hundreds of cells on the screen; so the field is made when somebody comes, by whatever way, and takes the focus over.
 */
export function RestingCell({
  role,
  label,
  name,
  readOnly,
  mono = false,
  fits = false,
  onEnter,
  children,
}: Props) {
  return (
    <span
      role={role}
      tabIndex={0}
      className={styles.input}
      data-cell={name}
      data-mono={mono || undefined}
      data-long={(!fits && children.length > SHORT) || undefined}
      aria-label={label}
      aria-readonly={readOnly || undefined}
      aria-expanded={role === 'combobox' ? false : undefined}
      title={mono ? undefined : children}
      onMouseDown={(event) => {
        if (event.button !== 0) return;
        // The field takes the focus itself, and no text is selected around it.
        event.preventDefault();
        onEnter('mouse');
      }}
      onClick={() => {
        onEnter('other');
      }}
      onFocus={(event) => {
        // The sheet hears of the field's focus.
        event.stopPropagation();
        onEnter('other');
      }}
    >
      {children}
    </span>
  );
}

/** A field is made for somebody who is on the way into it; the sheet brings it into view. */
export function takeFocus(field: HTMLElement | null): void {
  field?.focus({ preventScroll: true });
}
