import type { Installation } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import { Fact, Facts } from './fact-rows';
import { judgeDelay, judgeDisk, judgeMemory, judgeReadModels } from './judge-health';
import { Section } from './section';
import { useFigures } from './use-figures';

/** Whether the node and what it stands on are well. */
export function HealthFacts({ installation: { health } }: { installation: Installation }) {
  const { t } = useTranslation('installation');
  const { bytes, count, duration } = useFigures();
  const { dependencies, disk, memory, eventLoop, commits, readModels } = health;
  return (
    <Section title={t('health.title')}>
      <Facts label={t('health.title')}>
        {dependencies.map(({ name, ok, seconds }) => (
          <Fact
            key={name}
            name={t(`health.${name}`)}
            more={t('health.answer')}
            value={ok ? duration(seconds) : t('health.silent')}
            verdict={ok ? 'good' : 'bad'}
          />
        ))}
        <Fact
          name={t('health.commits')}
          why={t('health.commitsWhy')}
          more="p50 · p99"
          value={
            commits
              ? `${duration(commits.p50Seconds)} · ${duration(commits.p99Seconds)}`
              : t('health.noCommits')
          }
          verdict={judgeDelay(commits?.p99Seconds ?? 0)}
        />
        <Fact
          name={t('health.eventLoop')}
          why={t('health.eventLoopWhy')}
          more={t('health.p99Longest')}
          value={`${duration(eventLoop.p99Seconds)} · ${duration(eventLoop.longestSeconds)}`}
          verdict={judgeDelay(eventLoop.p99Seconds)}
        />
        <Fact
          name={t('health.memory')}
          why={t('health.memoryWhy', { limit: bytes(memory.heapLimitBytes) })}
          more={t('health.heap', { heap: bytes(memory.heapBytes) })}
          value={bytes(memory.residentBytes)}
          verdict={judgeMemory(memory)}
        />
        <Fact
          name={t('health.disk')}
          why={t('health.diskWhy')}
          more={disk ? t('health.ofSize', { size: bytes(disk.sizeBytes) }) : null}
          value={disk ? bytes(disk.freeBytes) : t('health.unknown')}
          verdict={disk ? judgeDisk(disk) : 'warn'}
        />
        <Fact
          name={t('health.readModels')}
          why={t('health.readModelsWhy')}
          more={
            readModels.documents > 0 ? t('health.since', { age: duration(readModels.oldestSeconds) }) : null
          }
          value={t('health.behind', { count: readModels.documents, shown: count(readModels.documents) })}
          verdict={judgeReadModels(readModels)}
        />
      </Facts>
    </Section>
  );
}
