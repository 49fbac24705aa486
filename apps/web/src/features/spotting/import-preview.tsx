import { Table, Text } from '@mantine/core';
import { timecodeLabel, type TimecodeFormat } from '@segue/timecode';
import { useTranslation } from 'react-i18next';
import styles from './spotting-import.module.css';
import { BECOMES, type Becomes, type PlannedRow } from './spotting-plan';

interface Props {
  readonly rows: readonly PlannedRow[];
  readonly format: TimecodeFormat;
  readonly onChoose: (index: number, becomes: Becomes) => void;
}

/** So many rows are shown before the rest is only counted. */
const MOST_ROWS = 400;

/** What each marker of a list will become, and the choice of something else. */
export function ImportPreview({ rows, format, onChoose }: Props) {
  const { t } = useTranslation('film');
  return (
    <div className={styles.rows}>
      <Table aria-label={t('spottingImport.preview')} stickyHeader verticalSpacing={2} fz="xs" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={styles.atColumn}>{t('spottingImport.at')}</Table.Th>
            <Table.Th>{t('spottingImport.name')}</Table.Th>
            <Table.Th className={styles.becomesColumn}>{t('spottingImport.becomes')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, MOST_ROWS).map((row, index) => (
            <Table.Tr key={index} data-idle={row.becomes === 'nothing' || undefined} className={styles.row}>
              <Table.Td className={styles.at}>
                {placeOf(row.in, format)}
                {row.out !== null && ` – ${placeOf(row.out, format)}`}
              </Table.Td>
              <Table.Td>
                <RowWords row={row} />
              </Table.Td>
              <Table.Td>
                <RowFate
                  row={row}
                  at={placeOf(row.in, format)}
                  onChoose={(becomes) => {
                    onChoose(index, becomes);
                  }}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rows.length > MOST_ROWS && (
        <Text size="xs" c="dimmed">
          {t('spottingImport.more', { count: rows.length - MOST_ROWS })}
        </Text>
      )}
    </div>
  );
}

/** As it will stand on the sheet: a cue with number, title and description, a hit with all its words. */
function RowWords({ row }: { row: PlannedRow }) {
  if (row.becomes !== 'cue') return row.text;
  return (
    <>
      {row.number !== '' && <strong className={styles.number}>{row.number}</strong>} {row.title}
      {row.description !== '' && <span className={styles.description}> {row.description}</span>}
    </>
  );
}

function RowFate({
  row,
  at,
  onChoose,
}: {
  row: PlannedRow;
  at: string;
  onChoose: (becomes: Becomes) => void;
}) {
  const { t } = useTranslation('film');
  const cue = row.cue && (row.cue.number || row.cue.title || t('spotting.unnumbered'));
  return (
    <div className={styles.fate}>
      <select
        className={styles.select}
        aria-label={t('spottingImport.becomesAt', { name: row.text, at })}
        value={row.becomes}
        disabled={row.remark === 'before'}
        onChange={(event) => {
          const becomes = BECOMES.find((each) => each === event.currentTarget.value);
          if (becomes) onChoose(becomes);
        }}
      >
        {BECOMES.map((becomes) => (
          <option key={becomes} value={becomes}>
            {t(`spottingImport.as.${becomes}`)}
          </option>
        ))}
      </select>
      {row.becomes === 'hit' && (
        <span className={styles.remark}>
          {cue === null ? t('spottingImport.ofFilm') : t('spottingImport.of', { cue })}
        </span>
      )}
      {row.remark && (
        <span className={styles.remark} data-warn={row.remark === 'number' || undefined}>
          {t(`spottingImport.remark.${row.remark}`)}
        </span>
      )}
    </div>
  );
}

/** Before 00:00:00:00 there are no labels. */
function placeOf(flicks: number, format: TimecodeFormat): string {
  return flicks < 0 ? '–' : timecodeLabel(flicks, format);
}
