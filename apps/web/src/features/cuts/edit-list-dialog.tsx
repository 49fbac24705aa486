import { Button, FileButton, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { parseEditList, type EditEvent, type Reading } from '@segue/interchange';
import type { Cut, Film } from '@segue/protocol';
import { isSameFormat, type TimecodeFormat } from '@segue/timecode';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { putEditList, removeEditList } from '../../api/picture-changes';
import { FormProblem } from '../../ui/form-problem';
import { Timecode } from '../../ui/timecode';
import styles from './cuts-panel.module.css';

interface Props {
  readonly film: Film;
  readonly cuts: readonly Cut[];
  readonly cut: Cut;
  readonly onClose: () => void;
}

interface Chosen {
  readonly file: File;
  readonly reading: Reading<EditEvent>;
}

const ACCEPT = '.edl,.otio,.xml,.fcpxml';
const MOST_PROBLEMS = 100;

/** Gives a cut its edit list: shows what is read of the file before it is taken. */
export default function EditListDialog({ film, cuts, cut, onClose }: Props) {
  const { t } = useTranslation('film');
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [from, setFrom] = useState('');
  const format: TimecodeFormat = { rate: film.rate, dropFrame: film.dropFrame };
  const meta = { changes: ['cut', 'sign-off', 'cue'], ownError: true } as const;
  const put = useMutation({
    mutationFn: (file: File) => putEditList(cut.id, file, from === '' ? null : from),
    onSuccess: onClose,
    meta,
  });
  const remove = useMutation({ mutationFn: () => removeEditList(cut.id), onSuccess: onClose, meta });

  async function choose(file: File | null) {
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const timeline = { title: cut.name, format, start: cut.startFlicks, length: 0 };
    setChosen({ file, reading: parseEditList(bytes, timeline) });
    put.reset();
  }

  const earlier = cuts.filter(({ ordinal }) => ordinal < cut.ordinal);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('editList.title', { name: cut.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {t('editList.why')}
        </Text>
        <Group gap="sm" align="end">
          <FileButton
            accept={ACCEPT}
            inputProps={{ 'aria-label': t('editList.choose') }}
            onChange={(file) => void choose(file)}
          >
            {(props) => (
              <Button variant="default" {...props}>
                {chosen?.file.name ?? t('editList.choose')}
              </Button>
            )}
          </FileButton>
          {earlier.length > 0 && (
            <NativeSelect
              label={t('editList.kind')}
              value={from}
              data={[
                { value: '', label: t('editList.own') },
                ...earlier.map(({ id, name }) => ({
                  value: id,
                  label: t('editList.changes', { cut: name }),
                })),
              ]}
              onChange={(event) => {
                setFrom(event.currentTarget.value);
              }}
            />
          )}
        </Group>
        {chosen && <ReadingSummary reading={chosen.reading} format={format} />}
        <FormProblem error={put.error ?? remove.error} />
        <Group justify="space-between" gap="xs">
          {cut.editList ? (
            <Button
              variant="subtle"
              color="gray"
              loading={remove.isPending}
              onClick={() => {
                remove.mutate();
              }}
            >
              {t('editList.remove', { file: cut.editList.fileName })}
            </Button>
          ) : (
            <span />
          )}
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button
              disabled={!chosen || chosen.reading.items.length === 0}
              loading={put.isPending}
              onClick={() => {
                if (chosen) put.mutate(chosen.file);
              }}
            >
              {t(cut.editList ? 'editList.replace' : 'editList.add')}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
}

/** How much was read, from where to where, and what was not. */
function ReadingSummary({ reading, format }: { reading: Reading<EditEvent>; format: TimecodeFormat }) {
  const { t } = useTranslation('film');
  const { items, problems, stated } = reading;
  const starts = items.map(({ record }) => record.in);
  const ends = items.map(({ record }) => record.out);
  const states = stated.format;
  const differs = states && !isSameFormat(states, format);
  return (
    <div role="status">
      {items.length === 0 ? (
        <p className={styles.warning}>{t('editList.nothing')}</p>
      ) : (
        <p>
          {t('editList.read', { count: items.length })}{' '}
          <Timecode flicks={starts.reduce((a, b) => Math.min(a, b))} format={format} />
          {' – '}
          <Timecode flicks={ends.reduce((a, b) => Math.max(a, b))} format={format} />
        </p>
      )}
      {differs && (
        <p className={styles.warning}>
          {t('editList.otherRate', { rate: states.rate, drop: states.dropFrame ? ' drop-frame' : '' })}
        </p>
      )}
      {problems.length > 0 && (
        <ul className={styles.problems} aria-label={t('editList.problems')}>
          {problems.slice(0, MOST_PROBLEMS).map(({ where, what }, index) => (
            <li key={`${where} ${String(index)}`}>{t('editList.problem', { where, what })}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
