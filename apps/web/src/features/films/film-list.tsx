import { Table } from '@mantine/core';
import type { Dashboard, Film } from '@segue/protocol';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PeopleDots } from '../../ui/people-dots';
import { Timecode } from '../../ui/timecode';
import styles from './film-list.module.css';

/** How a film stands; missing until it is known. */
type FilmFigures = Dashboard['films'][number];

interface Props {
  readonly films: readonly Film[];
  readonly figures: readonly FilmFigures[];
}

/** The films of a person, one a row. */
export function FilmList({ films, figures }: Props) {
  const { t } = useTranslation('film');
  return (
    <Table aria-label={t('films.title')} highlightOnHover verticalSpacing={6} className={styles.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('films.film')}</Table.Th>
          <Table.Th>{t('fields.rate')}</Table.Th>
          <Table.Th>{t('fields.start')}</Table.Th>
          <Table.Th className={styles.count}>{t('films.cues')}</Table.Th>
          <Table.Th className={styles.count}>{t('films.openNotes')}</Table.Th>
          <Table.Th className={styles.count}>{t('films.mustNotes')}</Table.Th>
          <Table.Th className={styles.count}>{t('films.unsigned')}</Table.Th>
          <Table.Th className={styles.count}>{t('films.stale')}</Table.Th>
          <Table.Th className={styles.count}>{t('films.people')}</Table.Th>
          <Table.Th>{t('films.role')}</Table.Th>
          <Table.Th>{t('films.online')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {films.map((film) => (
          <FilmRow key={film.id} film={film} figures={figures.find(({ filmId }) => filmId === film.id)} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function FilmRow({ film, figures }: { film: Film; figures: FilmFigures | undefined }) {
  const { t } = useTranslation(['film', 'people']);
  const { cues, openNotes, mustNotes, people } = film.counts;
  return (
    <Table.Tr className={styles.row}>
      <Table.Td>
        <Link to="/films/$filmId" params={{ filmId: film.id }} className={styles.link}>
          {film.title}
        </Link>
      </Table.Td>
      <Table.Td className={styles.soft}>
        {t(film.dropFrame ? 'rate.drop' : 'rate.plain', { rate: film.rate })}
      </Table.Td>
      <Table.Td className={styles.soft}>
        <Timecode flicks={film.startFlicks} format={film} />
      </Table.Td>
      <Table.Td className={styles.count}>{cues}</Table.Td>
      <Table.Td className={styles.count}>{openNotes}</Table.Td>
      <Table.Td className={styles.count} data-must={mustNotes > 0 || undefined}>
        {mustNotes}
      </Table.Td>
      <Table.Td className={styles.count}>{figures?.unsigned}</Table.Td>
      <Table.Td className={styles.count} data-stale={(figures?.stale ?? 0) > 0 || undefined}>
        {figures?.stale}
      </Table.Td>
      <Table.Td className={styles.count}>{people}</Table.Td>
      <Table.Td className={styles.soft}>
        {film.role === null ? t('films.owner') : t(`people:roles.${film.role}`)}
      </Table.Td>
      <Table.Td>
        <PeopleDots
          label={t('films.online')}
          people={(figures?.online ?? []).map(({ personId, name }) => ({ id: personId, name }))}
        />
      </Table.Td>
    </Table.Tr>
  );
}
