import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { COLUMNS, type Column, type Sorting } from './sheet-view';
import styles from './sheet.module.css';

interface Props {
  readonly shown: readonly Column[];
  readonly sorting: Sorting | null;
  readonly onSort: (column: Column) => void;
}

/** Columns of words share what the others leave. */
const WIDTHS: Readonly<Record<Column | 'actions', string>> = {
  number: 'var(--number)',
  title: 'minmax(0, 15fr)',
  kind: '84px',
  in: '104px',
  out: '104px',
  length: '98px',
  hits: '48px',
  description: 'minmax(0, 24fr)',
  emotion: 'minmax(0, 9fr)',
  palette: 'minmax(0, 9fr)',
  versions: '64px',
  notes: '84px',
  signed: '108px',
  actions: '40px',
};

/** The widths of these columns in their order, as all rows of the sheet have them; one of the row's actions follows. */
export function widthsOf(shown: readonly Column[]): string {
  return [...COLUMNS.filter((name) => shown.includes(name)), 'actions' as const]
    .map((name) => WIDTHS[name])
    .join(' ');
}

/** The headings of the sheet's columns. A heading orders the rows. */
export const Columns = memo(function Columns({ shown, sorting, onSort }: Props) {
  const { t } = useTranslation('film');
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headings}>
        {COLUMNS.filter((name) => shown.includes(name)).map((name) => {
          const way =
            sorting?.column === name ? (sorting.descending ? 'descending' : 'ascending') : undefined;
          const Way = way === 'descending' ? IconArrowDown : IconArrowUp;
          return (
            <div key={name} role="columnheader" data-column={name} aria-sort={way}>
              {name === 'hits' ? (
                t(`spotting.${name}`)
              ) : (
                <button
                  type="button"
                  className={styles.sort}
                  onClick={() => {
                    onSort(name);
                  }}
                >
                  {t(`spotting.${name}`)}
                  {way && <Way size={12} aria-hidden />}
                </button>
              )}
            </div>
          );
        })}
        <div role="columnheader" aria-label={t('spotting.actions')} />
      </div>
    </div>
  );
});
