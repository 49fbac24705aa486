import { Table } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './installation.module.css';
import type { Verdict } from './judge-health';

interface FactProps {
  readonly name: string;
  /** What the figure means, on pointing. */
  readonly why?: string;
  readonly value: ReactNode;
  /** Said more softly beside the value. */
  readonly more?: ReactNode;
  readonly verdict?: Verdict;
}

const ICONS = { good: IconCheck, warn: IconAlertTriangle, bad: IconX };

/** One fact a row: its name, its value, and whether that is as it should be. */
export function Fact({ name, why, value, more, verdict }: FactProps) {
  const { t } = useTranslation('installation');
  const Icon = verdict && ICONS[verdict];
  return (
    <Table.Tr title={why}>
      <Table.Th scope="row" className={styles.factName}>
        {name}
      </Table.Th>
      <Table.Td className={styles.factMore}>{more}</Table.Td>
      <Table.Td className={styles.factValue}>{value}</Table.Td>
      <Table.Td className={styles.verdict} data-verdict={verdict}>
        {Icon && <Icon size={14} aria-label={t(`verdict.${verdict}`)} />}
      </Table.Td>
    </Table.Tr>
  );
}

export function Facts({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Table aria-label={label} className={styles.table}>
      <Table.Tbody>{children}</Table.Tbody>
    </Table>
  );
}
