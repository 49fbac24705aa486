import { CUE_KINDS, type Cue } from '@segue/review-document';
import { useCallback, useRef, useState } from 'react';
import { RestingCell, takeFocus } from './resting-cell';
import type { RowWords } from './row-words';
import styles from './sheet.module.css';
import type { CellProps } from './text-cell';

interface Props extends CellProps {
  readonly kinds: RowWords['kinds'];
  readonly cue: Cue;
  readonly onChange: (kind: Cue['kind']) => void;
}

/** A cell that is a choice once somebody has been in it; the click that makes it one shows what there is to choose. */
export function KindCell({ label, name, readOnly, onFocus, onKey, kinds, cue, onChange }: Props) {
  const [entered, setEntered] = useState(false);
  const clicked = useRef(false);
  const show = useCallback((field: HTMLSelectElement | null) => {
    takeFocus(field);
    if (clicked.current) field?.showPicker();
  }, []);
  if (readOnly) return <span className={styles.plain}>{kinds[cue.kind]}</span>;
  if (!entered) {
    return (
      <RestingCell
        role="combobox"
        {...{ label, name, readOnly }}
        fits
        onEnter={(by) => {
          clicked.current = by === 'mouse';
          setEntered(true);
        }}
      >
        {kinds[cue.kind]}
      </RestingCell>
    );
  }
  return (
    <select
      ref={show}
      className={styles.input}
      data-cell={name}
      aria-label={label}
      value={cue.kind}
      onFocus={onFocus}
      onKeyDown={onKey}
      onChange={(event) => {
        const kind = CUE_KINDS.find((each) => each === event.currentTarget.value);
        if (kind) onChange(kind);
      }}
    >
      {CUE_KINDS.map((kind) => (
        <option key={kind} value={kind}>
          {kinds[kind]}
        </option>
      ))}
    </select>
  );
}
