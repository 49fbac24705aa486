import { Table } from '@mantine/core';
import type { Installation, OpenRoom } from '@segue/protocol';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import styles from './installation.module.css';
import { Section } from './section';
import { useFigures } from './use-figures';

/** The documents that people have open on this node. */
export function RoomsTable({ installation: { rooms, sync } }: { installation: Installation }) {
  const { t } = useTranslation('installation');
  const unlisted = Math.max(0, sync.documents - rooms.length);
  return (
    <Section
      title={t('rooms.title')}
      note={unlisted > 0 ? t('rooms.unlisted', { count: unlisted }) : null}
      grows
    >
      <Table aria-label={t('rooms.title')} stickyHeader className={styles.table} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('rooms.film')}</Table.Th>
            <Table.Th>{t('rooms.cue')}</Table.Th>
            <Table.Th className={styles.kind}>{t('rooms.document')}</Table.Th>
            <Table.Th>{t('rooms.people')}</Table.Th>
            <Table.Th className={styles.number}>{t('rooms.connections')}</Table.Th>
            <Table.Th className={styles.number}>{t('rooms.waiting')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rooms.map((room, index) => (
            <RoomRow key={room.document} room={room} sameFilm={rooms[index - 1]?.film.id === room.film.id} />
          ))}
          {rooms.length === 0 && (
            <Table.Tr>
              <Table.Td colSpan={6} className={styles.soft}>
                {t('rooms.none')}
              </Table.Td>
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
    </Section>
  );
}

function RoomRow({ room, sameFilm }: { room: OpenRoom; sameFilm: boolean }) {
  const { t } = useTranslation('installation');
  const figures = useFigures();
  const { film, cue, kind, people, connections, waiting } = room;
  const names = people.map(({ name }) => name).join(', ');
  return (
    <Table.Tr>
      <Table.Td className={styles.clipped} title={film.title}>
        <Link
          to="/films/$filmId"
          params={{ filmId: film.id }}
          className={styles.link}
          data-repeated={sameFilm || undefined}
        >
          {film.title}
        </Link>
      </Table.Td>
      <Table.Td className={styles.clipped} title={cue ? `${cue.number} ${cue.title}` : undefined}>
        {cue && (
          <Link
            to="/films/$filmId/cues/$cueId"
            params={{ filmId: film.id, cueId: cue.id }}
            className={styles.link}
          >
            <span className={styles.cueNumber}>{cue.number}</span> {cue.title}
          </Link>
        )}
      </Table.Td>
      <Table.Td className={styles.kind}>{t(`rooms.kinds.${kind}`)}</Table.Td>
      <Table.Td className={styles.clipped} title={names}>
        {names}
      </Table.Td>
      <Table.Td className={styles.number}>{figures.count(connections)}</Table.Td>
      <Table.Td className={styles.number}>{figures.count(waiting)}</Table.Td>
    </Table.Tr>
  );
}
