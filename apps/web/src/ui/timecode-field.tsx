import { TextInput, type TextInputProps } from '@mantine/core';
import { parsePosition, timecodeLabel, type PlacedTempoMap, type TimecodeFormat } from '@segue/timecode';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './timecode.module.css';

type Props = Omit<TextInputProps, 'value' | 'defaultValue' | 'onChange' | 'error'> & {
  /** Picture position in flicks; null while empty. */
  readonly value: number | null;
  readonly format: TimecodeFormat;
  /** Where `+12` and `-1.` count from, asked when they are entered; the value, unless something else is said. */
  readonly from?: () => number;
  /** The music whose bars may be entered, like `b17.3`. */
  readonly tempo?: PlacedTempoMap | null;
  /** Called on Enter and on leaving the field, with a position that differs from `value`. */
  readonly onCommit: (flicks: number | null) => void;
  /** Whether the field may be left empty. */
  readonly optional?: boolean;
  /** A further reason why a position cannot be taken, in words. */
  readonly check?: (flicks: number) => string | null;
};

/**
 * Entry of a position as people type it: a timecode, a step from the value, or a bar. What is wrong is said and nothing is
 * taken. Escape puts the old one back.
 */
export function TimecodeField({
  value,
  format,
  from,
  tempo = null,
  onCommit,
  optional = false,
  check,
  onFocus,
  onKeyDown,
  ...rest
}: Props) {
  const { t } = useTranslation('ui');
  const label = value === null ? '' : timecodeLabel(value, format);
  /** What is being typed; null while the field shows the value. */
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  function reset() {
    setDraft(null);
    setProblem(null);
  }

  function commit() {
    if (draft === null) return;
    const text = draft.trim();
    if (text === label) {
      reset();
      return;
    }
    if (text === '') {
      if (!optional) {
        setProblem(t('timecode.needed'));
        return;
      }
      reset();
      onCommit(null);
      return;
    }
    const parsed = parsePosition(text, { format, from: from ? from() : value, tempo });
    if ('problem' in parsed) {
      setProblem(parsed.problem);
      return;
    }
    const { flicks } = parsed;
    const objection = check?.(flicks) ?? null;
    setProblem(objection);
    if (objection !== null) return;
    reset();
    if (flicks !== value) onCommit(flicks);
  }

  return (
    <TextInput
      {...rest}
      className={styles.field}
      value={draft ?? label}
      error={problem}
      autoComplete="off"
      spellCheck={false}
      onFocus={(event) => {
        event.currentTarget.select();
        onFocus?.(event);
      }}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        setProblem(null);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape' && draft !== null) {
          event.stopPropagation();
          reset();
        }
        onKeyDown?.(event);
      }}
    />
  );
}
