import { Table } from '@mantine/core';
import type { Installation } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import styles from './installation.module.css';
import { Section } from './section';
import { useFigures } from './use-figures';

/** Who is here on this node, and what they have open. */
export function PeopleTable({ installation: { people } }: { installation: Installation }) {
  const { t } = useTranslation('installation');
  const figures = useFigures();
  return (
    <Section title={t('people.title')} grows>
      <Table aria-label={t('people.title')} stickyHeader className={styles.table} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('people.person')}</Table.Th>
            <Table.Th>{t('people.films')}</Table.Th>
            <Table.Th className={styles.number}>{t('people.windows')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map(({ id, name, films, windows }) => {
            const titles = films.map(({ title }) => title).join(', ');
            return (
              <Table.Tr key={id}>
                <Table.Td className={styles.clipped} title={name}>
                  {name}
                </Table.Td>
                <Table.Td className={styles.clipped} title={titles}>
                  {titles}
                </Table.Td>
                <Table.Td className={styles.number}>{figures.count(windows)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Section>
  );
}
