import { useState, type KeyboardEvent } from 'react';
import { RestingCell, takeFocus } from './resting-cell';
import styles from './sheet.module.css';

export interface CellProps {
  /** Accessible name. */
  readonly label: string;
  /** Where the focus is found again. */
  readonly name: string;
  readonly readOnly: boolean;
  readonly onFocus: () => void;
  /** A key that may lead to another cell; called before the cell looks at it. */
  readonly onKey: (event: KeyboardEvent<HTMLElement>) => void;
}

interface Props extends CellProps {
  /** The text as it stands in the document. */
  readonly value: string;
  readonly maxLength: number;
  readonly mono?: boolean;
  /** Whether the column is wide enough for every value. */
  readonly fits?: boolean;
  /** Takes what was typed, or answers in words why not. */
  readonly onCommit: (text: string) => string | null;
  /** A remark on what is being typed that does not keep it from being taken. */
  readonly hint?: (text: string) => string | null;
}

/** A cell that is a field once somebody has been in it: what is typed is taken on leaving it, Escape puts the old text back. */
export function TextCell({
  label,
  name,
  readOnly,
  onFocus,
  onKey,
  value,
  maxLength,
  mono = false,
  fits = false,
  onCommit,
  hint,
}: Props) {
  const [entered, setEntered] = useState(false);
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  function commit() {
    if (draft === null) return;
    const objection = draft === value ? null : onCommit(draft);
    setProblem(objection);
    // What cannot be taken stays to be put right.
    if (objection === null) setDraft(null);
  }

  if (!entered) {
    const enter = () => {
      setEntered(true);
    };
    return (
      <RestingCell role="textbox" {...{ label, name, readOnly, mono, fits }} onEnter={enter}>
        {value}
      </RestingCell>
    );
  }
  const remark = problem ?? hint?.(draft ?? value) ?? null;
  const remarkId = `remark-${name.replace('/', '-')}`;
  return (
    <>
      <input
        ref={takeFocus}
        className={styles.input}
        data-cell={name}
        data-mono={mono || undefined}
        data-typed={(draft !== null && draft !== value) || undefined}
        data-problem={problem !== null || undefined}
        aria-label={label}
        title={mono ? undefined : value}
        aria-invalid={problem !== null || undefined}
        aria-describedby={remark === null ? undefined : remarkId}
        value={draft ?? value}
        maxLength={maxLength}
        readOnly={readOnly}
        autoComplete="off"
        spellCheck={!mono}
        onFocus={(event) => {
          event.currentTarget.select();
          onFocus();
        }}
        onChange={(event) => {
          setDraft(event.currentTarget.value);
          setProblem(null);
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            setDraft(null);
            setProblem(null);
          }
          if (event.key === 'Enter') commit();
          onKey(event);
        }}
      />
      {remark !== null && (
        <span
          id={remarkId}
          className={styles.remark}
          data-problem={problem !== null || undefined}
          role={problem === null ? undefined : 'alert'}
        >
          {remark}
        </span>
      )}
    </>
  );
}
