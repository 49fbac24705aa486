import { Table } from '@mantine/core';
import type { AuditEntry } from '@segue/protocol';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { auditQuery } from '../../api/films';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';
import { Moment } from '../../ui/moment';
import styles from './activity-panel.module.css';

/** Who did what on a film, from the record that nobody can rewrite. */
export function ActivityPanel({ filmId }: { filmId: string }) {
  const { t } = useTranslation('film');
  const audit = useQuery(auditQuery(filmId));
  if (audit.isError) return <ErrorState title={t('activity.failed')}>{audit.error.message}</ErrorState>;
  if (audit.isPending) return null;
  if (audit.data.length === 0)
    return <EmptyState title={t('activity.none')}>{t('activity.noneText')}</EmptyState>;
  return (
    <div className={styles.panel}>
      <p className={styles.soft}>{t('activity.text')}</p>
      <Table aria-label={t('tabs.activity')} verticalSpacing={6} className={styles.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('activity.when')}</Table.Th>
            <Table.Th>{t('activity.who')}</Table.Th>
            <Table.Th>{t('activity.what')}</Table.Th>
            <Table.Th>{t('activity.seal')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {audit.data.map((entry) => (
            <Table.Tr key={entry.sequence}>
              <Table.Td className={styles.when}>
                <Moment at={entry.at} />
              </Table.Td>
              <Table.Td className={styles.who}>{entry.actorName}</Table.Td>
              <Table.Td>
                <Act entry={entry} />
              </Table.Td>
              <Table.Td className={styles.seal} title={entry.hash}>
                {entry.sequence} · {entry.hash.slice(0, 8)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** An entry as a sentence; an act that this client has no words for is shown by its name. */
function Act({ entry: { act, subject } }: { entry: AuditEntry }) {
  const { t, i18n } = useTranslation('film');
  const key = `activity.acts.${act.replaceAll('.', ' ')}`;
  if (!i18n.exists(key, { ns: 'film' })) return act;
  return t(key, subject);
}
