import { Button, Table } from '@mantine/core';
import type { Cut } from '@segue/protocol';
import { flicksToFrame, formatOffset, type TimecodeFormat } from '@segue/timecode';
import { useTranslation } from 'react-i18next';
import { useDifferenceWords } from '../../ui/frame-differences';
import { Timecode } from '../../ui/timecode';
import { TimecodeField } from '../../ui/timecode-field';
import type { CarriedItem } from './carried-items';
import { CueLink } from './cue-link';
import styles from './picture-change.module.css';
import type { Target } from './placing';

interface Props {
  readonly filmId: string;
  readonly items: readonly CarriedItem[];
  readonly cuts: readonly Cut[];
  /** The cut that is compared with; places of others are named. */
  readonly fromCutId: string;
  readonly format: TimecodeFormat;
  readonly mayPlace: boolean;
  readonly onPlace: (targets: readonly Target[]) => void;
}

/** So many rows are drawn; filters lead to the rest. */
const MOST_ROWS = 500;

/** What was placed in the old cut, line by line: where it was, where it is, and what happened on the way. */
export function ItemsTable({ filmId, items, cuts, fromCutId, format, mayPlace, onPlace }: Props) {
  const { t } = useTranslation(['picture-change', 'ui']);
  const words = useDifferenceWords(format);
  const names = new Map(cuts.map(({ id, name }) => [id, name]));
  return (
    <div className={styles.items}>
      <Table aria-label={t('items.label')} stickyHeader verticalSpacing={3} fz="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('items.what')}</Table.Th>
            <Table.Th>{t('items.old')}</Table.Th>
            <Table.Th>{t('items.now')}</Table.Th>
            <Table.Th>{t('items.fate')}</Table.Th>
            <Table.Th>{t('items.state')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.slice(0, MOST_ROWS).map((item) => (
            <Table.Tr key={`${item.kind} ${item.id}`} data-fate={item.proposal.fate}>
              <Table.Td className={styles.what}>
                <span className={styles.kind}>{t(`kinds.${item.kind}`)}</span>{' '}
                {item.cueId === null ? (
                  item.title
                ) : (
                  <CueLink filmId={filmId} cueId={item.cueId}>
                    {item.title}
                  </CueLink>
                )}
              </Table.Td>
              <Table.Td className={styles.place}>
                <Span place={item.old} format={format} />
                {item.fromCutId !== fromCutId && (
                  <span className={styles.cutName}>{names.get(item.fromCutId)}</span>
                )}
              </Table.Td>
              <Table.Td className={styles.place}>
                {mayPlace ? (
                  <Move item={item} format={format} onPlace={onPlace} />
                ) : (
                  <Span place={item.now} format={format} />
                )}
              </Table.Td>
              <Table.Td>
                <strong className={styles.fate}>{t(`ui:fates.${item.proposal.fate}`)}</strong>{' '}
                <span className={styles.soft}>
                  {words(item.proposal) || movedWords(item, format)}
                  {item.hasSession && item.proposal.fate === 'moved' && t('items.session')}
                </span>
              </Table.Td>
              <Table.Td className={styles.state}>
                {item.state === 'proposed' && mayPlace ? (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t('items.acceptNamed', { name: item.title })}
                    onClick={() => {
                      onPlace([{ item, at: item.now }]);
                    }}
                  >
                    {t('items.accept')}
                  </Button>
                ) : (
                  t(`states.${item.state}`)
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {items.length > MOST_ROWS && (
        <p className={styles.soft}>{t('items.more', { count: items.length - MOST_ROWS })}</p>
      )}
    </div>
  );
}

function Span({ place, format }: { place: CarriedItem['old']; format: TimecodeFormat }) {
  return (
    <span>
      <Timecode flicks={place.in} format={format} />
      {place.out !== null && (
        <>
          {' – '}
          <Timecode flicks={place.out} format={format} />
        </>
      )}
    </span>
  );
}

/** The new place, to be put right by hand: a range moves with its beginning and keeps its length. */
function Move({
  item,
  format,
  onPlace,
}: {
  item: CarriedItem;
  format: TimecodeFormat;
  onPlace: Props['onPlace'];
}) {
  const { t } = useTranslation(['picture-change', 'ui']);
  const { now } = item;
  const { out } = now;
  return (
    <span className={styles.move}>
      <TimecodeField
        aria-label={t('items.nowNamed', { name: item.title })}
        value={now.in}
        format={format}
        onCommit={(start) => {
          if (start === null) return;
          onPlace([{ item, at: { in: start, out: out === null ? null : out + start - now.in } }]);
        }}
      />
      {out !== null && (
        <TimecodeField
          aria-label={t('items.endNamed', { name: item.title })}
          value={out}
          format={format}
          check={(end) => (end <= now.in ? t('items.endAfterStart') : null)}
          onCommit={(end) => {
            if (end !== null) onPlace([{ item, at: { in: now.in, out: end } }]);
          }}
        />
      )}
    </span>
  );
}

/** How far the beginning went, as a signed timecode; nothing when it stayed. */
function movedWords({ old, proposal }: CarriedItem, format: TimecodeFormat): string {
  const frames = flicksToFrame(proposal.in, format.rate) - flicksToFrame(old.in, format.rate);
  return frames === 0 ? '' : (frames > 0 ? '+' : '') + formatOffset(frames, format);
}
