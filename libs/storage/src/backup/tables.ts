import pg from 'pg';
import type { TextRow } from './copy-text.js';

/** A table, and how its values are written back. */
export interface Table {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** Every table of the schema with the columns that are stored; nothing that PostgreSQL computes itself. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select relname as name,
       json_agg(json_build_object('name', attname, 'type', format_type(atttypid, atttypmod)) order by attnum) as columns
     from pg_class join pg_attribute on attrelid = pg_class.oid
     where relnamespace = current_schema()::regnamespace and relkind = 'r'
       and attnum > 0 and not attisdropped and attgenerated = ''
     group by relname order by relname`,
  );
  return rows;
}

/** The last number each sequence gave out, as text; null when none. */
export async function listSequences(client: pg.ClientBase): Promise<Record<string, string | null>> {
  const { rows } = await client.query<{ name: string; last: string | null }>(
    `select sequencename as name, last_value::text as last from pg_sequences where schemaname = current_schema()`,
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

/** Makes values read as text come out the same on every server, and exactly: set for the transaction. */
export async function fixTextForms(client: pg.ClientBase): Promise<void> {
  const settings = {
    bytea_output: 'hex',
    DateStyle: 'ISO, YMD',
    IntervalStyle: 'iso_8601',
    TimeZone: 'UTC',
    extra_float_digits: '1',
  };
  for (const [name, value] of Object.entries(settings)) {
    await client.query('select set_config($1, $2, true)', [name, value]);
  }
}

// Stored bytes; as text they are about twice as many.
const PART_BYTES = 1024 * 1024;

/**
 * Reads a table in parts of about a megabyte (or one row, if that has more), so that memory stays bounded by the largest
 * row. The places of rows are fixed within the transaction's snapshot, whatever else is written.
 */
export async function* readParts(client: pg.ClientBase, { name, columns }: Table): AsyncGenerator<TextRow[]> {
  const table = pg.escapeIdentifier(name);
  const names = columns.map((column) => pg.escapeIdentifier(column.name));
  const rowBytes = names.map((column) => `coalesce(pg_column_size(${column}), 0)`).join(' + ');
  const { rows: parts } = await client.query<{ first: string; last: string }>(
    `select min(place)::text as first, max(place)::text as last from (
       select ctid as place, (sum(${rowBytes}) over (order by ctid rows unbounded preceding)) / ${String(PART_BYTES)} as part from ${table}
     ) as placed group by part order by min(place)`,
  );
  for (const { first, last } of parts) {
    const { rows } = await client.query<(string | null)[]>({
      text: `select ${names.join(', ')} from ${table} where ctid between $1::tid and $2::tid order by ctid`,
      values: [first, last],
      rowMode: 'array',
      types: { getTypeParser: () => String },
    });
    yield rows;
  }
}

// A parameter is held several times over on its way into the embedded database.
const INSERT_CHARACTERS = 2 * 1024 * 1024;

/** Writes rows whose values are in the order of `columns`. */
export async function insertRows(
  client: pg.ClientBase,
  { name, columns }: Table,
  rows: readonly TextRow[],
): Promise<void> {
  const names = columns.map((column) => pg.escapeIdentifier(column.name));
  const values = columns.map(({ type }, i) => `v${String(i)}::${type}`);
  const arrays = columns.map((_, i) => `$${String(i + 1)}::text[]`);
  const aliases = columns.map((_, i) => `v${String(i)}`);
  const statement =
    `insert into ${pg.escapeIdentifier(name)} (${names.join(', ')}) overriding system value ` +
    `select ${values.join(', ')} from unnest(${arrays.join(', ')}) as part (${aliases.join(', ')})`;
  for (const batch of inBatches(rows)) {
    await client.query(
      statement,
      columns.map((_, i) => batch.map((row) => row[i] ?? null)),
    );
  }
}

function* inBatches(rows: readonly TextRow[]): Generator<TextRow[]> {
  let batch: TextRow[] = [];
  let characters = 0;
  for (const row of rows) {
    const more = row.reduce((sum, value) => sum + (value?.length ?? 0), 0);
    if (batch.length > 0 && characters + more > INSERT_CHARACTERS) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(row);
    characters += more;
  }
  if (batch.length > 0) yield batch;
}
