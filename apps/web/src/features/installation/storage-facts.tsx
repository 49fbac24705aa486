import type { Installation } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import { Fact, Facts } from './fact-rows';
import { ageOf, judgeBackup } from './judge-health';
import { Section } from './section';
import { useFigures } from './use-figures';

/** What is kept, and how much of it. */
export function StorageFacts({ installation: { at, storage } }: { installation: Installation }) {
  const { t } = useTranslation('installation');
  const { bytes, count, duration } = useFigures();
  const { database, music, movies, uploading, reading, lastBackup } = storage;
  const sizeOf = (backup: NonNullable<typeof lastBackup>): string =>
    backup.whole ? bytes(backup.bytes) : t('storage.backupNotWhole', { size: bytes(backup.bytes) });
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
          more={lastBackup && sizeOf(lastBackup)}
          value={
            lastBackup
              ? t('storage.backupAge', { age: duration(ageOf(lastBackup, at)) })
              : t('storage.noBackup')
          }
          verdict={judgeBackup(lastBackup, at)}
        />
      </Facts>
    </Section>
  );
}
