import { Button } from '@mantine/core';
import type { Film, Waiting } from '@segue/protocol';
import { IconAlertTriangle, IconMessage, IconSignature, IconX, type Icon } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './waiting-list.module.css';

interface Props {
  readonly films: readonly Film[];
  readonly waiting: readonly Waiting[];
}

/** Things of one film that are shown before the rest is asked for. */
const SHOWN = 6;

const ICONS: Readonly<Record<Waiting['for'], Icon>> = {
  sign: IconSignature,
  'sign again': IconAlertTriangle,
  'answer declined': IconX,
  'answer notes': IconMessage,
};

/** What waits for the person, film by film: each line leads to where it is done. */
export function WaitingList({ films, waiting }: Props) {
  const { t } = useTranslation('dashboard');
  return (
    <section className={styles.waiting} aria-label={t('waiting.title')}>
      <h2>{t('waiting.title')}</h2>
      {waiting.length === 0 ? (
        <p className={styles.none}>
          {t('waiting.none')} {t('waiting.signs')}
        </p>
      ) : (
        films.map((film) => (
          <OfFilm key={film.id} film={film} waiting={waiting.filter(({ filmId }) => filmId === film.id)} />
        ))
      )}
    </section>
  );
}

function OfFilm({ film, waiting }: { film: Film; waiting: readonly Waiting[] }) {
  const { t } = useTranslation('dashboard');
  const [all, setAll] = useState(false);
  if (waiting.length === 0) return null;
  const rest = all ? 0 : Math.max(0, waiting.length - SHOWN);
  return (
    <div className={styles.film}>
      <h3>{film.title}</h3>
      <ul>
        {waiting.slice(0, all ? undefined : SHOWN).map((item) => (
          <Item key={item.for + item.cueId} item={item} />
        ))}
      </ul>
      <div className={styles.more}>
        {rest > 0 && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              setAll(true);
            }}
          >
            {t('waiting.more', { count: rest })}
          </Button>
        )}
        {waiting.some((item) => item.for === 'answer notes') && (
          <Link to="/films/$filmId" params={{ filmId: film.id }} search={{ tab: 'to-do' }}>
            {t('waiting.toDo', { film: film.title })}
          </Link>
        )}
      </div>
    </div>
  );
}

function Item({ item }: { item: Waiting }) {
  const { t } = useTranslation('dashboard');
  const Sign = ICONS[item.for];
  const signing = item.for === 'sign' || item.for === 'sign again';
  return (
    <li>
      <Link
        to="/films/$filmId/cues/$cueId"
        params={{ filmId: item.filmId, cueId: item.cueId }}
        search={{
          version: item.versionNumber,
          ...(item.for === 'answer notes' ? {} : { panel: 'sign-off' }),
        }}
        className={styles.item}
        data-for={item.for}
      >
        <Sign size={15} aria-hidden className={styles.sign} />
        <span className={styles.cue}>
          <span className={styles.number}>{item.cueNumber}</span> {item.cueTitle}
        </span>
        <span className={styles.what}>
          {t(`waiting.what.${item.for}`)}
          {item.senses.length > 0 && (
            <span className={styles.soft}>
              {' · '}
              {item.senses.map((sense) => t(`waiting.senses.${sense}`)).join(', ')}
            </span>
          )}
        </span>
        <span className={styles.soft}>{t('waiting.version', { number: item.versionNumber })}</span>
        <span className={styles.notes}>
          {(item.openNotes > 0 || !signing) && t('waiting.open', { count: item.openNotes })}
          {item.mustNotes > 0 && (
            <strong className={styles.must}>{t('waiting.must', { count: item.mustNotes })}</strong>
          )}
        </span>
      </Link>
    </li>
  );
}
