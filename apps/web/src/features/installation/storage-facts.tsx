import type { Installation } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import { Fact, Facts } from './fact-rows';
import { Section } from './section';
import { useFigures } from './use-figures';

/** What is kept, and how much of it. */
export function StorageFacts({ installation: { storage } }: { installation: Installation }) {
  const { t } = useTranslation('installation');
  const { bytes, count } = useFigures();
  const { database, music, movies, uploading, reading } = storage;
  return (
    <Section title={t('storage.title')}>
      <Facts label={t('storage.title')}>
        <Fact
          name={t('storage.database')}
          more={t(`storage.kinds.${database.kind}`, { version: database.version })}
          value={bytes(database.bytes)}
        />
        <Fact
          name={t('storage.music')}
          why={t('storage.filesWhy')}
          more={t('storage.files', { count: music.files, shown: count(music.files) })}
          value={bytes(music.bytes)}
        />
        <Fact
          name={t('storage.movies')}
          why={t('storage.filesWhy')}
          more={t('storage.files', { count: movies.files, shown: count(movies.files) })}
          value={bytes(movies.bytes)}
        />
        <Fact
          name={t('storage.underWay')}
          more={t('storage.underWayMore')}
          value={`${count(uploading)} · ${count(reading)}`}
        />
        <Fact
          name={t('storage.backup')}
          why={t('storage.backupWhy')}
          more={t('storage.backupMore')}
          value={t('storage.noBackup')}
        />
      </Facts>
    </Section>
  );
}
