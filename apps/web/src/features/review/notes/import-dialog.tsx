import { Button, FileButton, Group, Modal, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { may } from '@segue/access-policy';
import { NOTE_KINDS, type Board, type NoteKind } from '@segue/review-document';
import { timecodeLabel } from '@segue/timecode';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CountsOtherwise, ListQuestions } from '../../../ui/marker-list/list-questions';
import { timelineLength } from '../../../ui/marker-list/read-list';
import { useMarkerList } from '../../../ui/marker-list/use-marker-list';
import { TimecodeField } from '../../../ui/timecode-field';
import { useReview } from '../review-context';
import { reach } from '../transport/programme';
import { planImport, type ImportStep } from './import-plan';
import styles from './import-dialog.module.css';

interface Props {
  readonly board: Board;
  readonly onClose: () => void;
}

interface Chosen {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** So many rows are shown before the rest is only counted. */
const MOST_ROWS = 200;

/** Brings a list of markers back: shows what each will do to the notes of the cue, and does it when told to. */
export default function ImportDialog({ board, onClose }: Props) {
  const { t } = useTranslation('review');
  const { film, cut, format, notes, programme, version, standing } = useReview();
  const [file, setFile] = useState<Chosen | null>(null);
  const [start, setStart] = useState(film.startFlicks);
  const [kind, setKind] = useState<NoteKind>('timing');
  const reset = useRef<() => void>(null);
  // The room draws anew whenever somebody moves or types: the file is read once all the same.
  // Without a movie a cue alone does not tell how long the film is.
  const length = timelineLength(start, programme.picture ? reach(programme).end : start);
  const timeline = useMemo(
    () => ({ title: film.title, format, start, length }),
    [film.title, format, start, length],
  );
  const list = useMarkerList(file?.bytes ?? null, timeline);
  const { reading } = list;
  const steps = useMemo(() => (reading ? planImport(reading.markers, board) : []), [reading, board]);
  const mayDo = (step: ImportStep): boolean => {
    if (step.act === 'resolve') return may(standing, 'resolve');
    if (step.act === 'note') return may(standing, 'comment') && version !== null;
    return step.act === 'reply' && may(standing, 'comment');
  };
  const todo = steps.filter(mayDo);

  async function choose(picked: File | null) {
    // So that the same file can be chosen again once it has been put right.
    reset.current?.();
    if (picked) setFile({ name: picked.name, bytes: new Uint8Array(await picked.arrayBuffer()) });
  }

  function take() {
    for (const step of todo) {
      if (step.act === 'resolve') notes?.resolve(step.note.id);
      else if (step.act === 'reply') notes?.reply(step.note.id, step.text);
      else if (step.act === 'note' && version) {
        const { in: position, out } = step.marker;
        const place = { version: version.id, cut: cut?.id ?? null, in: position, out };
        notes?.addNote({ ...place, kind, weight: 'taste', text: step.text, drawing: step.drawing });
      }
    }
    onClose();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('import.title')}
      closeButtonProps={{ 'aria-label': t('import.close') }}
    >
      <Stack gap="sm">
        <Group gap="sm" align="end">
          <FileButton
            resetRef={reset}
            inputProps={{ 'aria-label': t('import.choose') }}
            onChange={(picked) => void choose(picked)}
          >
            {(props) => (
              <Button variant="default" {...props}>
                {file?.name ?? t('import.choose')}
              </Button>
            )}
          </FileButton>
          <TimecodeField
            label={t('export.start')}
            value={start}
            format={format}
            onCommit={(flicks) => {
              if (flicks !== null) setStart(flicks);
            }}
          />
          <ListQuestions list={list} />
          <NativeSelect
            label={t('import.kind')}
            value={kind}
            data={NOTE_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
            onChange={(event) => {
              setKind(NOTE_KINDS.find((name) => name === event.currentTarget.value) ?? kind);
            }}
          />
        </Group>
        {!reading && (
          <Text size="xs" c="dimmed">
            {t('import.how')}
          </Text>
        )}
        {reading?.countsOtherwise && <CountsOtherwise list={reading.countsOtherwise} film={format} />}
        {reading && reading.problems.length > 0 && (
          <ul className={styles.problems} aria-label={t('import.problems')}>
            {reading.problems.slice(0, MOST_ROWS).map(({ where, what }, index) => (
              <li key={`${where} ${String(index)}`}>{t('import.problem', { where, what })}</li>
            ))}
          </ul>
        )}
        {reading && steps.length > 0 && (
          <div className={styles.steps}>
            <Table aria-label={t('import.preview')} stickyHeader verticalSpacing={2} fz="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('import.at')}</Table.Th>
                  <Table.Th>{t('import.what')}</Table.Th>
                  <Table.Th>{t('import.text')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {steps.slice(0, MOST_ROWS).map((step, index) => (
                  <Table.Tr key={index} data-idle={!mayDo(step) || undefined} className={styles.step}>
                    <Table.Td className={styles.at}>{timecodeLabel(step.marker.in, format)}</Table.Td>
                    <Table.Td>{t(`import.act.${whatOf(step, mayDo(step))}`)}</Table.Td>
                    <Table.Td>
                      {wordsOf(step)}
                      {step.act === 'note' && step.drawing && (
                        <Text span size="xs" c="dimmed">
                          {` · ${t('import.drawn')}`}
                        </Text>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
            {steps.length > MOST_ROWS && (
              <Text size="xs" c="dimmed">
                {t('import.more', { count: steps.length - MOST_ROWS })}
              </Text>
            )}
          </div>
        )}
        <Group justify="end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('import.close')}
          </Button>
          <Button disabled={todo.length === 0} onClick={take}>
            {t('import.action', { count: todo.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function whatOf(step: ImportStep, allowed: boolean): ImportStep['act'] | 'denied' {
  return allowed || step.act === 'nothing' || step.act === 'leave' ? step.act : 'denied';
}

function wordsOf(step: ImportStep): string {
  if (step.act === 'reply' || step.act === 'note') return step.text;
  if (step.act === 'leave') return step.marker.comment || step.marker.name;
  return step.note.text;
}
