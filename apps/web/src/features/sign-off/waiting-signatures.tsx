import { Accordion } from '@mantine/core';
import type { Standing } from '@segue/access-policy';
import type { Film, Waiting } from '@segue/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cutsQuery, cutToShow } from '../../api/cuts';
import { dashboardQuery } from '../../api/dashboard';
import { versionsQuery } from '../../api/versions';
import { EmptyState } from '../../ui/empty-state';
import { SignOffPanel } from './sign-off-panel';
import styles from './waiting-signatures.module.css';

interface Props {
  readonly film: Film;
  readonly standing: Standing;
}

/** Every version of the film that waits for the person's signature, with exactly what would be signed. */
export function WaitingSignatures({ film, standing }: Props) {
  const { t } = useTranslation('sign-off');
  const dashboard = useQuery(dashboardQuery);
  const [opened, setOpened] = useState<string | null>(null);
  if (!dashboard.data) return null;
  const waiting = dashboard.data.waiting.filter(
    (item) => item.filmId === film.id && (item.for === 'sign' || item.for === 'sign again'),
  );
  return (
    <section className={styles.waiting} aria-label={t('waiting.title')}>
      <h2>{t('waiting.title')}</h2>
      {waiting.length === 0 ? (
        <EmptyState title={t('waiting.none')}>{t('waiting.noneText')}</EmptyState>
      ) : (
        <Accordion value={opened} onChange={setOpened} variant="contained" order={3}>
          {waiting.map((item) => {
            const key = `${item.versionId} ${item.for}`;
            return (
              <Accordion.Item key={key} value={key}>
                <Accordion.Control>
                  <span className={styles.line}>
                    <span className={styles.cue}>
                      <span className={styles.number}>{item.cueNumber}</span> {item.cueTitle}
                    </span>
                    <span>{t('waiting.version', { number: item.versionNumber })}</span>
                    <span data-again={item.for === 'sign again' || undefined} className={styles.why}>
                      {t(item.for === 'sign' ? 'waiting.first' : 'waiting.again', {
                        senses: item.senses.map((sense) => t(`senses.${sense}`)).join(', '),
                      })}
                    </span>
                    {item.mustNotes > 0 && (
                      <span className={styles.must}>{t('waiting.must', { count: item.mustNotes })}</span>
                    )}
                  </span>
                </Accordion.Control>
                <Accordion.Panel>
                  {opened === key && <Panel item={item} film={film} standing={standing} />}
                </Accordion.Panel>
              </Accordion.Item>
            );
          })}
        </Accordion>
      )}
    </section>
  );
}

function Panel({ item, film, standing }: { item: Waiting; film: Film; standing: Standing }) {
  const { t } = useTranslation('sign-off');
  const versions = useQuery(versionsQuery(item.cueId));
  const cuts = useQuery(cutsQuery(film.id));
  const version = versions.data?.find(({ id }) => id === item.versionId);
  if (!version || !cuts.data) return null;
  return (
    <>
      <Link
        to="/films/$filmId/cues/$cueId"
        params={{ filmId: film.id, cueId: item.cueId }}
        search={{ version: item.versionNumber, panel: 'sign-off' }}
        className={styles.listen}
      >
        {t('waiting.listen')}
      </Link>
      <SignOffPanel
        version={version}
        cut={cutToShow(cuts.data)}
        notesRevision={item.openNotes}
        standing={standing}
        format={film}
      />
    </>
  );
}
