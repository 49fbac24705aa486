import { Table, Text } from '@mantine/core';
import type { WebhookCall } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../ui/moment';

/** The newest calls, and what became of each. */
export function WebhookCalls({ calls }: { calls: readonly WebhookCall[] }) {
  const { t } = useTranslation('notices');
  if (calls.length === 0) return <Text c="dimmed">{t('webhook.none')}</Text>;
  return (
    <Table aria-label={t('webhook.calls')} verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('webhook.at')}</Table.Th>
          <Table.Th>{t('webhook.kind')}</Table.Th>
          <Table.Th>{t('webhook.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {calls.map(({ id, at, kind, state, tries, trouble }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <Moment at={at} />
            </Table.Td>
            <Table.Td>{t(`webhook.kinds.${kind}`)}</Table.Td>
            <Table.Td>
              {t(`webhook.states.${state}`)}
              {tries > 1 && `, ${t('webhook.tries', { count: tries })}`}
              {trouble !== null && <Text c="dimmed">{trouble}</Text>}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
