import { Switch, Table } from '@mantine/core';
import { SENSES, type Sense } from '@segue/access-policy';
import { cueStanding, type CueSummary, type Film, type SignOff } from '@segue/protocol';
import {
  IconAlertTriangle,
  IconCheck,
  IconChecks,
  IconCircleDashed,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cuesQuery } from '../../api/cues';
import { changeUnder, filmSignOffsQuery } from '../../api/sign-offs';
import { EmptyState } from '../../ui/empty-state';
import { FormProblem } from '../../ui/form-problem';
import { useChangeWords } from '../../ui/frame-differences';
import { Moment } from '../../ui/moment';
import styles from './film-sign-offs.module.css';

/** What a cell says: the decision, or that there is none, or that a later cut has overtaken it. */
type CellState = SignOff['decision'] | 'open' | 'stale';

const SIGNS: Readonly<Record<CellState, Icon>> = {
  approved: IconCheck,
  'approved with changes': IconChecks,
  declined: IconX,
  open: IconCircleDashed,
  stale: IconAlertTriangle,
};

const NO_CUES: readonly CueSummary[] = [];

/** Cues against senses: who decided what on each cue's newest version, against which cut, and why it no longer holds. */
export function FilmSignOffs({ film }: { film: Film }) {
  const { t } = useTranslation('sign-off');
  const { data: cues = NO_CUES, isSuccess } = useQuery(cuesQuery(film.id));
  const signOffs = useQuery(filmSignOffsQuery(film.id));
  const [onlyOpen, setOnlyOpen] = useState(false);
  const latest = useMemo(() => {
    const found = new Map<string, SignOff>();
    // Oldest first: what comes later takes the place of what was.
    for (const each of signOffs.data ?? []) found.set(each.statement.versionId + each.sense, each);
    return found;
  }, [signOffs.data]);
  if (!isSuccess || signOffs.isPending) return null;
  const signed = cues.filter((cue) => cueStanding(cue) === 'signed').length;
  const shown = onlyOpen ? cues.filter((cue) => cueStanding(cue) !== 'signed') : cues;
  return (
    <section className={styles.all} aria-label={t('film.label')}>
      <FormProblem error={signOffs.error} />
      {cues.length === 0 ? (
        <EmptyState title={t('film.noCues')}>{t('film.noneText')}</EmptyState>
      ) : (
        <>
          <header className={styles.head}>
            <span>{t('film.summary', { signed, count: cues.length })}</span>
            <Switch
              label={t('film.onlyOpen')}
              checked={onlyOpen}
              onChange={(event) => {
                setOnlyOpen(event.currentTarget.checked);
              }}
            />
          </header>
          <Table className={styles.table} aria-label={t('film.label')} highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('film.cue')}</Table.Th>
                <Table.Th>{t('film.version')}</Table.Th>
                {SENSES.map((sense) => (
                  <Table.Th key={sense}>{t(`senses.${sense}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((cue) => (
                <Table.Tr key={cue.id}>
                  <Table.Th scope="row">
                    <span className={styles.number}>{cue.number}</span> {cue.title}
                  </Table.Th>
                  <Table.Td className={styles.soft}>
                    {cue.newest ? t('waiting.version', { number: cue.newest.number }) : t('film.none')}
                  </Table.Td>
                  {SENSES.map((sense) => (
                    <Cell
                      key={sense}
                      film={film}
                      cue={cue}
                      sense={sense}
                      signOff={latest.get((cue.newest?.versionId ?? '') + sense)}
                    />
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
    </section>
  );
}

interface CellProps {
  readonly film: Film;
  readonly cue: CueSummary;
  readonly sense: Sense;
  readonly signOff: SignOff | undefined;
}

function Cell({ film, cue, sense, signOff }: CellProps) {
  const { t } = useTranslation('sign-off');
  const words = useChangeWords(film);
  if (cue.newest === null) return <Table.Td className={styles.soft}>–</Table.Td>;
  const state: CellState = signOff === undefined ? 'open' : signOff.stale ? 'stale' : signOff.decision;
  const Sign = SIGNS[state];
  return (
    <Table.Td className={styles.cell} data-state={state}>
      <Link
        to="/films/$filmId/cues/$cueId"
        params={{ filmId: film.id, cueId: cue.id }}
        search={{ version: cue.newest.number, panel: 'sign-off' }}
        aria-label={[
          `${cue.number} ${t(`senses.${sense}`)}`,
          signOff ? t(`decided.${signOff.decision}`) : t('film.open'),
        ].join(', ')}
      />
      <span className={styles.state}>
        <Sign size={15} aria-hidden />
        {signOff ? t(`decided.${signOff.decision}`) : t('film.open')}
      </span>
      {signOff && (
        <span className={styles.soft}>
          {t('film.by', { name: signOff.person.name })} · <Moment at={signOff.at} />
          {signOff.statement.cutName !== null && (
            <> · {t('film.against', { cut: signOff.statement.cutName })}</>
          )}
        </span>
      )}
      {signOff?.stale && (
        <span className={styles.stale}>{t('film.stale', { what: words(changeUnder(signOff.stale)) })}</span>
      )}
    </Table.Td>
  );
}
