/** Rows of one insert: far below the 65 535 parameters that PostgreSQL takes. */
export const BATCH = 1000;

/** Whether a stored row says the same in every column of the row that is to stand there. */
export function isSame<Row extends object>(row: Row, stored: Row | undefined): boolean {
  return (
    stored !== undefined &&
    (Object.keys(row) as (keyof Row)[]).every((column) => row[column] === stored[column])
  );
}
