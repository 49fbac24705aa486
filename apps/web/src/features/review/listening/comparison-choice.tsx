import { Checkbox, NumberInput, Table } from '@mantine/core';
import { frameToFlicks, flicksToFrame } from '@segue/timecode';
import { useTranslation } from 'react-i18next';
import { decimal } from '../../../ui/look/numbers';
import { useReview } from '../review-context';
import { MOST_COMPARED } from './comparison';

/** Chooses the versions of a comparison; each can be laid some frames earlier or later, as when it was written to another cut. */
export function ComparisonChoice() {
  const { t, i18n } = useTranslation('review');
  const { listening, versions, version: shown, format } = useReview();
  const { compared, rows, blind } = listening;
  const gains = new Map(
    rows.flatMap(({ is }) => (is.what === 'version' ? [[is.compared.version.id, is.gainDb] as const] : [])),
  );
  return (
    <Table fz="xs" verticalSpacing={2} aria-label={t('compare.versions')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('compare.version')}</Table.Th>
          <Table.Th>{t('compare.gain')}</Table.Th>
          <Table.Th>{t('compare.offset')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {versions.toReversed().map((version) => {
          const taken = compared.some((one) => one.version.id === version.id);
          const gain = gains.get(version.id);
          const isLast = version.id === shown?.id;
          const isFull = !taken && compared.length >= MOST_COMPARED;
          return (
            <Table.Tr key={version.id}>
              <Table.Td>
                <Checkbox
                  label={t('version.option', {
                    number: version.number,
                    kind: t(`versionKind.${version.kind}`),
                  })}
                  checked={taken}
                  disabled={isLast || isFull || blind || version.listening === null}
                  onChange={() => {
                    listening.toggle(version.id);
                  }}
                />
              </Table.Td>
              <Table.Td>
                {gain === undefined || blind
                  ? ''
                  : t('compare.decibels', { value: decimal(gain, 1, i18n.language) })}
              </Table.Td>
              <Table.Td>
                <NumberInput
                  w={84}
                  aria-label={t('compare.offsetOf', { number: version.number })}
                  disabled={!taken}
                  allowDecimal={false}
                  value={flicksToFrame(listening.offsetOf(version.id), format.rate)}
                  onChange={(frames) => {
                    if (typeof frames === 'number')
                      listening.setOffset(version.id, frameToFlicks(frames, format.rate));
                  }}
                />
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
