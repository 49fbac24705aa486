import { Button, FileButton, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import type { SpottingSession } from '@segue/client';
import type { Film } from '@segue/protocol';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCues, useHits } from '../../realtime/use-spotting';
import { CountsOtherwise, ListQuestions } from '../../ui/marker-list/list-questions';
import { useMarkerList } from '../../ui/marker-list/use-marker-list';
import { TimecodeField } from '../../ui/timecode-field';
import { filmTimeline } from './film-timeline';
import { ImportPreview } from './import-preview';
import { cueInNewest, hitInNewest, type NewestCut } from './newest-cut';
import styles from './spotting-import.module.css';
import { BECOMES, planSpotting, type Becomes, type PlannedRow } from './spotting-plan';
import { writePlan } from './write-plan';

interface Props {
  readonly film: Film;
  readonly session: SpottingSession;
  readonly newest: NewestCut;
  readonly onClose: () => void;
}

interface Chosen {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** So many problems are listed. */
const MOST_PROBLEMS = 100;

/** Brings a spotting list or markers onto the sheet: shows what each will become, and writes when told to. */
export default function SpottingImportDialog({ film, session, newest, onClose }: Props) {
  const { t } = useTranslation('film');
  const cues = useCues(session);
  const hits = useHits(session);
  const [file, setFile] = useState<Chosen | null>(null);
  const [start, setStart] = useState(film.startFlicks);
  const [forAll, setForAll] = useState<Becomes | null>(null);
  const [forRows, setForRows] = useState<ReadonlyMap<number, Becomes>>(new Map());
  const reset = useRef<() => void>(null);
  // Asked once: the sheet may change under the dialog, and a large file is read for a while.
  const [cuesBefore] = useState(cues);
  const timeline = useMemo(
    () => filmTimeline(film, start, newest.cuts, cuesBefore),
    [film, start, newest.cuts, cuesBefore],
  );
  const list = useMarkerList(file?.bytes ?? null, timeline);
  const { reading } = list;
  const sheet = useMemo(
    () => ({
      cues: cues.map((cue) => ({ ...cue, ...cueInNewest(cue, newest) })),
      hits: hits.map((hit) => ({ text: hit.text, at: hitInNewest(hit, newest) })),
    }),
    [cues, hits, newest],
  );
  const rows = useMemo(
    () => planSpotting(reading?.markers ?? [], sheet, (index) => forRows.get(index) ?? forAll ?? undefined),
    [reading, sheet, forRows, forAll],
  );
  const isNothing = rows.every(({ becomes }) => becomes === 'nothing');

  async function choose(picked: File | null) {
    // So that the same file can be chosen again once it has been put right.
    reset.current?.();
    if (!picked) return;
    setFile({ name: picked.name, bytes: new Uint8Array(await picked.arrayBuffer()) });
    setForRows(new Map());
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={860}
      title={t('spottingImport.title')}
      closeButtonProps={{ 'aria-label': t('spottingImport.close') }}
    >
      <Stack gap="sm">
        <Group gap="sm" align="end">
          <FileButton
            resetRef={reset}
            inputProps={{ 'aria-label': t('spottingImport.choose') }}
            onChange={(picked) => void choose(picked)}
          >
            {(props) => (
              <Button variant="default" data-autofocus {...props}>
                {file?.name ?? t('spottingImport.choose')}
              </Button>
            )}
          </FileButton>
          <TimecodeField
            w={132}
            label={t('spottingImport.start')}
            value={start}
            format={timeline.format}
            onCommit={(flicks) => {
              if (flicks !== null) setStart(flicks);
            }}
          />
          <ListQuestions list={list} />
          {reading && reading.markers.length > 0 && (
            <NativeSelect
              label={t('spottingImport.all')}
              value={forAll ?? ''}
              data={[
                { value: '', label: t('spottingImport.asPlanned') },
                ...BECOMES.map((value) => ({ value, label: t(`spottingImport.as.${value}`) })),
              ]}
              onChange={(event) => {
                setForAll(BECOMES.find((value) => value === event.currentTarget.value) ?? null);
                setForRows(new Map());
              }}
            />
          )}
        </Group>
        {!reading && (
          <Text size="xs" c="dimmed">
            {t('spottingImport.how')}
          </Text>
        )}
        {reading?.countsOtherwise && (
          <CountsOtherwise list={reading.countsOtherwise} film={timeline.format} />
        )}
        {reading && reading.problems.length > 0 && (
          <ul className={styles.problems} aria-label={t('spottingImport.problems')}>
            {reading.problems.slice(0, MOST_PROBLEMS).map(({ where, what }, index) => (
              <li key={`${where} ${String(index)}`}>{t('spottingImport.problem', { where, what })}</li>
            ))}
          </ul>
        )}
        {rows.length > 0 && (
          <ImportPreview
            rows={rows}
            format={timeline.format}
            onChoose={(index, becomes) => {
              setForRows(new Map(forRows).set(index, becomes));
            }}
          />
        )}
        <Group justify="end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('spottingImport.close')}
          </Button>
          <Button
            disabled={isNothing}
            onClick={() => {
              writePlan(session, rows, newest.id ?? null);
              onClose();
            }}
          >
            <ActionWords rows={rows} />
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function ActionWords({ rows }: { rows: readonly PlannedRow[] }) {
  const { t } = useTranslation('film');
  const count = (what: Becomes) => rows.filter(({ becomes }) => becomes === what).length;
  const [cues, hits] = [count('cue'), count('hit')];
  if (cues + hits === 0) return t('spottingImport.nothing');
  const words = [
    ...(cues > 0 ? [t('spottingImport.cues', { count: cues })] : []),
    ...(hits > 0 ? [t('spottingImport.hits', { count: hits })] : []),
  ];
  const [first = '', second] = words;
  return t('spottingImport.action', {
    what: second === undefined ? first : t('spottingImport.and', { cues: first, hits: second }),
  });
}
