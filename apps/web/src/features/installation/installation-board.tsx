import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { installationQuery } from '../../api/installation';
import { ErrorState } from '../../ui/error-state';
import { localeFor } from '../../ui/look/languages';
import { CurrentFigures } from './current-figures';
import { HealthFacts } from './health-facts';
import styles from './installation.module.css';
import { MailFacts } from './mail-facts';
import { PeopleTable } from './people-table';
import { RoomsTable } from './rooms-table';
import { StorageFacts } from './storage-facts';
import { useFigures } from './use-figures';

/** How the installation is, on one screen that follows along. */
export function InstallationBoard() {
  const { t, i18n } = useTranslation('installation');
  const figures = useFigures();
  const { data, error, isError } = useQuery(installationQuery);
  if (!data) return isError ? <ErrorState title={t('failed')}>{error.message}</ErrorState> : null;

  const { node, version, at } = data;
  const clock = new Intl.DateTimeFormat(localeFor(i18n.language), { timeStyle: 'medium' }).format(
    new Date(at),
  );
  const upFor = (Date.parse(at) - Date.parse(node.startedAt)) / 1000;
  return (
    <div className={styles.board}>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <span className={styles.soft}>
          {t('version', { version })} · {t('node', { name: node.name, age: figures.duration(upFor) })}
          {node.hasOthers && ` · ${t('oneOfSeveral')}`}
        </span>
        <span
          className={styles.clock}
          data-verdict={isError ? 'bad' : undefined}
          role={isError ? 'alert' : undefined}
        >
          {t(isError ? 'noAnswerSince' : 'asOf', { clock })}
        </span>
      </header>
      <CurrentFigures installation={data} />
      <div className={styles.columns}>
        <div className={styles.column}>
          <RoomsTable installation={data} />
        </div>
        <div className={styles.column}>
          <HealthFacts installation={data} />
          <MailFacts installation={data} />
          <StorageFacts installation={data} />
          <PeopleTable installation={data} />
        </div>
      </div>
    </div>
  );
}
