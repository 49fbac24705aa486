import { IconTrash } from '@tabler/icons-react';
import type { CueSummary } from '@segue/protocol';
import { parseCueNumber, type Cue, type CueFields } from '@segue/review-document';
import { parsePosition, timecodeLabel, type TimecodeFormat } from '@segue/timecode';
import { memo, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { personColour } from '../../ui/person-colour';
import { Timecode } from '../../ui/timecode';
import { CueMarks } from './cue-marks';
import { cellName, type Field } from './grid-keys';
import { KindCell } from './kind-cell';
import { cueMovedTo, type NewestCut } from './newest-cut';
import type { RowWords } from './row-words';
import type { Column } from './sheet-view';
import styles from './sheet.module.css';
import { TextCell } from './text-cell';

/** Somebody else in a cell of this row. */
export interface CellGuest {
  readonly field: string;
  readonly personId: string;
  readonly name: string;
}

interface Props {
  /** Which row of the table it is, the heading included. */
  readonly place: number;
  readonly cue: Cue;
  /** Address of its room; the sheet opens it. */
  readonly room: string;
  readonly words: RowWords;
  readonly format: TimecodeFormat;
  /** What the server knows besides the document; missing for a cue that was just written. */
  readonly summary: CueSummary | undefined;
  readonly guests: readonly CellGuest[];
  /** How many hits the cue has. */
  readonly hits: number;
  readonly newest: NewestCut;
  readonly mayEdit: boolean;
  readonly columns: readonly Column[];
  readonly onEdit: (cueId: string, fields: Partial<CueFields>) => void;
  readonly onEnter: (cueId: string, field: Field) => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>, cueId: string, field: Field) => void;
  readonly onDetails: (cueId: string) => void;
  readonly onRemove: (cue: Cue) => void;
}

export const CueRow = memo(function CueRow(props: Props) {
  const { place, cue, room, words, format, summary, guests, hits, newest, mayEdit, columns } = props;
  const { onEdit, onEnter, onKey, onDetails, onRemove } = props;
  const { t } = words;
  const cueName = words.nameOf(cue);

  function cell(field: Field) {
    return {
      label: words.cell(field, cueName),
      name: cellName(cue.id, field),
      readOnly: !mayEdit,
      onFocus: () => {
        onEnter(cue.id, field);
      },
      onKey: (event: KeyboardEvent<HTMLElement>) => {
        onKey(event, cue.id, field);
      },
    };
  }

  function write(fields: Partial<CueFields>): null {
    onEdit(cue.id, fields);
    return null;
  }

  function writePosition(field: 'in' | 'out', text: string): string | null {
    if (text.trim() === '') return write(cueMovedTo(cue, { [field]: null }, newest));
    const parsed = parsePosition(text, { format, from: cue[field] });
    if ('problem' in parsed) return parsed.problem;
    const fields = cueMovedTo(cue, { [field]: parsed.flicks }, newest);
    const { in: start = cue.in, out = cue.out } = fields;
    if (start !== null && out !== null && out <= start) {
      return t(field === 'in' ? 'spotting.inAfterOut' : 'spotting.outBeforeIn');
    }
    return write(fields);
  }

  const has = (column: Column) => columns.includes(column);
  const guestsAt = (field: Field) => guests.filter((guest) => guest.field === field);
  const position = (field: 'in' | 'out') => {
    const flicks = cue[field];
    return flicks === null ? '' : timecodeLabel(flicks, format);
  };

  return (
    <div
      role="row"
      className={styles.row}
      data-near={cue.id}
      data-guests={guests.length > 0 || undefined}
      aria-rowindex={place}
    >
      <Cell guests={guestsAt('number')}>
        {/* The link stands first, so that Tab leads from the number to the title. */}
        <div className={styles.numberCell}>
          <a
            href={room}
            className={styles.open}
            aria-label={words.act('open', cueName)}
            title={words.act('open', cueName)}
          >
            <span aria-hidden>›</span>
          </a>
          <TextCell
            {...cell('number')}
            value={cue.number}
            maxLength={24}
            mono
            onCommit={(text) => write({ number: text.trim() })}
            hint={(text) => (text === '' || parseCueNumber(text) !== null ? null : t('spotting.numberHint'))}
          />
        </div>
      </Cell>
      <Cell guests={guestsAt('title')}>
        <TextCell
          {...cell('title')}
          value={cue.title}
          maxLength={200}
          onCommit={(text) => write({ title: text.trim() })}
        />
      </Cell>
      {has('kind') && (
        <Cell guests={guestsAt('kind')}>
          <KindCell {...cell('kind')} kinds={words.kinds} cue={cue} onChange={(kind) => write({ kind })} />
        </Cell>
      )}
      <Cell guests={guestsAt('in')}>
        <TextCell
          {...cell('in')}
          value={position('in')}
          maxLength={16}
          mono
          fits
          onCommit={(text) => writePosition('in', text)}
        />
      </Cell>
      <Cell guests={guestsAt('out')}>
        <TextCell
          {...cell('out')}
          value={position('out')}
          maxLength={16}
          mono
          fits
          onCommit={(text) => writePosition('out', text)}
        />
      </Cell>
      <div role="cell" className={styles.length}>
        <Timecode
          flicks={cue.in !== null && cue.out !== null && cue.out > cue.in ? cue.out - cue.in : null}
          format={format}
          as="length"
        />
      </div>
      {has('hits') && (
        <div role="cell" className={styles.hits}>
          <button
            type="button"
            aria-label={words.act('details', cueName)}
            title={words.act('details', cueName)}
            data-some={hits > 0 || undefined}
            onClick={() => {
              onDetails(cue.id);
            }}
          >
            {hits === 0 ? '–' : hits}
          </button>
        </div>
      )}
      {has('description') && (
        <Cell guests={guestsAt('description')}>
          <TextCell
            {...cell('description')}
            value={cue.description}
            maxLength={4000}
            onCommit={(text) => write({ description: text.trim() })}
          />
        </Cell>
      )}
      {has('emotion') && (
        <Cell guests={guestsAt('emotion')}>
          <TextCell
            {...cell('emotion')}
            value={cue.emotion}
            maxLength={200}
            onCommit={(text) => write({ emotion: text.trim() })}
          />
        </Cell>
      )}
      {has('palette') && (
        <Cell guests={guestsAt('palette')}>
          <TextCell
            {...cell('palette')}
            value={cue.palette}
            maxLength={200}
            onCommit={(text) => write({ palette: text.trim() })}
          />
        </Cell>
      )}
      <CueMarks summary={summary} columns={columns} t={t} />
      <div role="cell" className={styles.rowActions}>
        {mayEdit && (
          <button
            type="button"
            aria-label={words.act('remove', cueName)}
            onClick={() => {
              onRemove(cue);
            }}
          >
            <IconTrash size={15} aria-hidden />
          </button>
        )}
      </div>
    </div>
  );
});

/** A cell with the names of those who are in it. */
function Cell({ guests, children }: { guests: readonly CellGuest[]; children: ReactNode }) {
  const first = guests[0];
  return (
    <div
      role="cell"
      className={styles.cell}
      data-guest={first ? true : undefined}
      style={first && { '--person': personColour(first.personId) }}
    >
      {children}
      {first && <GuestNames guests={guests} />}
    </div>
  );
}

function GuestNames({ guests }: { guests: readonly CellGuest[] }) {
  const { t } = useTranslation('film');
  const names = guests.map(({ name }) => name).join(', ');
  return (
    <span className={styles.guest}>
      <span aria-hidden>{names}</span>
      <span className={styles.unseen}>{t('spotting.editing', { names })}</span>
    </span>
  );
}
