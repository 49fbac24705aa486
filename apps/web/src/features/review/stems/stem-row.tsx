import { ActionIcon } from '@mantine/core';
import { STEM_KINDS, type Stem, type Version } from '@segue/protocol';
import { samplesToFlicks } from '@segue/timecode';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StemChange } from '../../../api/sounds';
import { Choice } from '../../../ui/choice';
import { Timecode } from '../../../ui/timecode';
import { useReview } from '../review-context';
import { FindingList } from '../sound-report/finding-list';
import { level } from '../sound-report/levels';
import { OffsetField } from './offset-field';
import { offsetText, type OffsetUnit } from './offset-units';
import { stemFindings } from './stem-findings';
import styles from './stems.module.css';

interface Props {
  readonly stem: Stem;
  readonly mix: Version;
  readonly unit: OffsetUnit;
  readonly mayChange: boolean;
  readonly onChange: (change: StemChange) => void;
  readonly onRemove: () => void;
}

/** One stem: what it is called and holds, how long and how loud it is, where it begins, and what is wrong with it. */
export function StemRow({ stem, mix, unit, mayChange, onChange, onRemove }: Props) {
  const { t, i18n } = useTranslation('review');
  const { film, format } = useReview();
  const { name, kind, facts, report, offsetFlicks, fileName, unplayable } = stem;
  const findings = stemFindings(mix, stem, film.deliverySpec);
  const start = offsetText(offsetFlicks, unit, facts.sampleRate);
  return (
    <li className={styles.stem} aria-label={name}>
      <div className={styles.line}>
        {mayChange ? (
          <NameField
            name={name}
            onCommit={(renamed) => {
              onChange({ name: renamed });
            }}
          />
        ) : (
          <span className={styles.name}>{name}</span>
        )}
        {mayChange ? (
          <Choice
            aria-label={t('stems.kind', { name })}
            value={kind}
            options={STEM_KINDS.map((value) => ({ value, label: t(`stemKind.${value}`) }))}
            onChoose={(chosen) => {
              onChange({ kind: chosen });
            }}
          />
        ) : (
          <span className={styles.soft}>{t(`stemKind.${kind}`)}</span>
        )}
        {mayChange && (
          <ActionIcon aria-label={t('stems.remove', { name })} onClick={onRemove}>
            <IconTrash size={15} />
          </ActionIcon>
        )}
      </div>
      <div className={styles.line} title={fileName}>
        <span className={styles.soft}>
          <Timecode flicks={samplesToFlicks(facts.samples, facts.sampleRate)} format={format} as="length" />
          {' · '}
          {report === null ? t('stems.measuring') : level(report.loudness.integrated, 'LUFS', i18n.language)}
        </span>
        {mayChange ? (
          <OffsetField
            label={t('stems.start', { name })}
            flicks={offsetFlicks}
            unit={unit}
            sampleRate={facts.sampleRate}
            onCommit={(flicks) => {
              onChange({ offsetFlicks: flicks });
            }}
          />
        ) : (
          offsetFlicks !== 0 && (
            <span className={styles.soft}>{t(`stems.startIn.${unit}`, { value: start })}</span>
          )
        )}
      </div>
      {unplayable !== null && <p className={styles.unplayable}>{unplayable}</p>}
      {findings.length > 0 && <FindingList findings={findings} facts={facts} />}
    </li>
  );
}

/** A name that is changed where it stands. */
function NameField({ name, onCommit }: { name: string; onCommit: (name: string) => void }) {
  const { t } = useTranslation('review');
  const [draft, setDraft] = useState<string | null>(null);
  const commit = () => {
    const renamed = draft?.trim() ?? '';
    setDraft(null);
    if (renamed !== '' && renamed !== name) onCommit(renamed);
  };
  return (
    <input
      className={styles.nameField}
      aria-label={t('stems.name', { name })}
      value={draft ?? name}
      maxLength={80}
      autoComplete="off"
      onChange={(event) => {
        setDraft(event.currentTarget.value);
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape' && draft !== null) {
          event.stopPropagation();
          setDraft(null);
        }
      }}
    />
  );
}
