import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './stems.module.css';
import { offsetText, parseOffsetText, type OffsetUnit } from './offset-units';

interface Props {
  readonly label: string;
  readonly flicks: number;
  readonly unit: OffsetUnit;
  readonly sampleRate: number;
  /** Called on Enter and on leaving the field, with an offset that differs. */
  readonly onCommit: (flicks: number) => void;
}

/** Entry of where a stem begins against its mix. The arrow keys nudge it; Escape puts the old one back. */
export function OffsetField({ label, flicks, unit, sampleRate, onCommit }: Props) {
  const { t } = useTranslation('review');
  const shown = offsetText(flicks, unit, sampleRate);
  /** What is being typed; null while the field shows the offset. */
  const [draft, setDraft] = useState<string | null>(null);
  const entered = draft === null ? flicks : parseOffsetText(draft, unit, sampleRate);
  const commit = () => {
    if (draft === null || entered === null) return;
    setDraft(null);
    if (draft.trim() !== shown && entered !== flicks) onCommit(entered);
  };
  return (
    <TextInput
      aria-label={label}
      title={t('stems.startHow')}
      value={draft ?? shown}
      error={entered === null && t(`stems.startProblem.${unit}`)}
      inputMode="decimal"
      rightSectionWidth={38}
      rightSection={<span className={styles.unit}>{t(`stems.unitShort.${unit}`)}</span>}
      autoComplete="off"
      onFocus={(event) => {
        event.currentTarget.select();
      }}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit();
        if (event.key === 'Escape' && draft !== null) {
          event.stopPropagation();
          setDraft(null);
        }
        const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
        if (direction === undefined) return;
        event.preventDefault();
        const step = direction * (event.shiftKey ? 10 : 1);
        // In the unit that is shown: a millisecond that lies between two samples stays where it is.
        const from = Number(draft ?? shown);
        if (Number.isFinite(from)) setDraft(String(Number((from + step).toFixed(2))));
      }}
    />
  );
}
