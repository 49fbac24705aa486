import { SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { COLUMN_SETS, type ColumnSet } from './sheet-view';
import styles from './sheet.module.css';

interface Props {
  readonly searched: string;
  readonly onSearch: (text: string) => void;
  readonly columns: ColumnSet;
  readonly onColumns: (columns: ColumnSet) => void;
  /** How many cues are shown of how many; null when all are. */
  readonly shown: number | null;
  readonly all: number;
}

/** Which cues and which columns of the sheet are shown. */
export const SheetTools = memo(function SheetTools(props: Props) {
  const { searched, onSearch, columns, onColumns, shown, all } = props;
  const { t } = useTranslation('film');
  const sets = Object.keys(COLUMN_SETS) as ColumnSet[];
  return (
    <div className={styles.tools} role="search">
      <TextInput
        aria-label={t('spotting.search')}
        placeholder={t('spotting.search')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={searched}
        onChange={(event) => {
          onSearch(event.currentTarget.value);
        }}
      />
      <SegmentedControl
        size="xs"
        aria-label={t('spotting.columnSets.label')}
        value={columns}
        onChange={(chosen) => {
          onColumns(sets.find((each) => each === chosen) ?? 'all');
        }}
        data={sets.map((each) => ({ value: each, label: t(`spotting.columnSets.${each}`) }))}
      />
      <span className={styles.summary} role="status">
        {shown !== null && t('spotting.found', { count: all, shown })}
      </span>
    </div>
  );
});
