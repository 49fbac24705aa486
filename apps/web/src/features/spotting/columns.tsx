import { useTranslation } from 'react-i18next';
import styles from './sheet.module.css';

/** The columns that have a heading; the one of the row's actions follows. */
const COLUMNS = [
  'number',
  'title',
  'kind',
  'in',
  'out',
  'length',
  'hits',
  'description',
  'emotion',
  'versions',
  'notes',
  'signed',
] as const;

/** The widths and headings of the sheet's columns. */
export function Columns() {
  const { t } = useTranslation('film');
  return (
    <>
      <colgroup>
        {[...COLUMNS, 'actions' as const].map((name) => (
          <col key={name} className={styles[`col-${name}`]} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {COLUMNS.map((name) => (
            <th key={name} scope="col" data-column={name}>
              {t(`spotting.${name}`)}
            </th>
          ))}
          <th scope="col" aria-label={t('spotting.actions')} />
        </tr>
      </thead>
    </>
  );
}
