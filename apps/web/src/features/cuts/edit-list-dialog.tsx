import { Button, FileButton, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import type { Cut, Film } from '@segue/protocol';
import { isSameFormat, type TimecodeFormat } from '@segue/timecode';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { putChangeList, putEditLists, removeEditList } from '../../api/picture-changes';
import { DropArea } from '../../ui/drop-area';
import { FormProblem } from '../../ui/form-problem';
import { Timecode } from '../../ui/timecode';
import styles from './cuts-panel.module.css';
import { clashOf, readEditLists, type ChosenList } from './read-edit-lists';

interface Props {
  readonly film: Film;
  readonly cuts: readonly Cut[];
  readonly cut: Cut;
  readonly onClose: () => void;
}

const ACCEPT = '.edl,.otio,.xml,.fcpxml';
const MOST_PROBLEMS = 100;

/** Gives a cut its edit list, or those of its reels: shows what is read of the files before they are taken. */
export default function EditListDialog({ film, cuts, cut, onClose }: Props) {
  const { t } = useTranslation('film');
  const [chosen, setChosen] = useState<readonly ChosenList[]>([]);
  const [from, setFrom] = useState('');
  const format: TimecodeFormat = { rate: film.rate, dropFrame: film.dropFrame };
  const meta = { changes: ['cut', 'sign-off', 'cue'], ownError: true } as const;
  const put = useMutation({
    mutationFn: async ({ joins }: { readonly joins: boolean }) => {
      const [first] = chosen;
      if (from !== '' && first) await putChangeList(cut.id, first.file, from);
      else
        await putEditLists(
          cut.id,
          chosen.map(({ file }) => file),
          joins,
        );
    },
    onSuccess: onClose,
    meta,
  });
  const remove = useMutation({ mutationFn: () => removeEditList(cut.id), onSuccess: onClose, meta });

  const timeline = { title: cut.name, format, start: cut.startFlicks, length: 0 };

  async function choose(files: readonly File[]) {
    if (files.length === 0) return;
    setChosen(await readEditLists(files, timeline));
    put.reset();
  }

  const clash = clashOf(chosen, timeline);
  const isReady =
    chosen.length > 0 &&
    chosen.every(({ reading }) => reading.items.length > 0) &&
    (from === '' ? clash === null : chosen.length === 1);
  const mayJoin = from === '' && cut.editList?.fromCutId === null;
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
          <DropArea className={styles.drop} onFiles={(files) => void choose(files)}>
            <FileButton
              multiple
              accept={ACCEPT}
              inputProps={{ 'aria-label': t('editList.choose') }}
              onChange={(files) => void choose(files)}
            >
              {(props) => (
                <Button variant="default" {...props}>
                  {chosen.map(({ file }) => file.name).join(', ') || t('editList.choose')}
                </Button>
              )}
            </FileButton>
          </DropArea>
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
        {chosen.length > 1 && <p>{t(from === '' ? 'editList.together' : 'editList.oneOnly')}</p>}
        {chosen.map((list) => (
          <ReadingSummary key={list.file.name} list={list} isOneOfMany={chosen.length > 1} format={format} />
        ))}
        {from === '' && clash && (
          <p className={styles.warning} role="status">
            {t('editList.clash', { file: clash.name })}
          </p>
        )}
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
            {mayJoin && (
              <Button
                variant="default"
                disabled={!isReady}
                loading={put.isPending}
                onClick={() => {
                  put.mutate({ joins: true });
                }}
              >
                {t('editList.join')}
              </Button>
            )}
            <Button
              disabled={!isReady}
              loading={put.isPending}
              onClick={() => {
                put.mutate({ joins: false });
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
function ReadingSummary({
  list: { file, reading },
  isOneOfMany,
  format,
}: {
  list: ChosenList;
  isOneOfMany: boolean;
  format: TimecodeFormat;
}) {
  const { t } = useTranslation('film');
  const { items, problems, stated } = reading;
  const starts = items.map(({ record }) => record.in);
  const ends = items.map(({ record }) => record.out);
  const states = stated.format;
  const differs = states && !isSameFormat(states, format);
  return (
    <div role="status" aria-label={file.name}>
      {isOneOfMany && <strong>{file.name}</strong>}
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
