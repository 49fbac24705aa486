import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import type { Cut, Film } from '@segue/protocol';
import { formatTimecode, parseTimecodeTolerant, timecodeLabel } from '@segue/timecode';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addCut, changeCut, type CutFields } from '../../api/cuts';
import { putEditLists } from '../../api/picture-changes';
import { readFields } from '../../ui/form-fields';
import { FormProblem } from '../../ui/form-problem';
import { nameOf, NO_FILES, TurnoverDrop, type Turnover } from './turnover-drop';

interface Props {
  readonly film: Film;
  /** The cut to change; null adds one. */
  readonly cut: Cut | null;
  readonly opened: boolean;
  /** Sends a movie file to the cut that was made. */
  readonly onMovie: (cut: Cut, file: File) => void;
  readonly onClose: () => void;
}

/** The facts of a cut that people write: for a new one, or to put one right. */
export function CutDialog({ film, cut, opened, onMovie, onClose }: Props) {
  const { t } = useTranslation('film');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(cut === null ? 'cuts.addTitle' : 'cuts.changeTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <CutForm film={film} cut={cut} onMovie={onMovie} onClose={onClose} />
    </Modal>
  );
}

function CutForm({ film, cut, onMovie, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('film');
  const [start, setStart] = useState(timecodeLabel((cut ?? film).startFlicks, film));
  const [turnover, setTurnover] = useState<Turnover>(NO_FILES);
  const [name, setName] = useState(cut?.name ?? '');
  /** What was made before something after it failed: the next try goes on with it. */
  const [made, setMade] = useState<Cut | null>(null);
  const save = useMutation({
    mutationFn: async (fields: CutFields) => {
      if (cut !== null) return changeCut(cut.id, fields);
      const added = made === null ? await addCut(film.id, fields) : await changeCut(made.id, fields);
      setMade(added);
      await putEditLists(added.id, turnover.editLists, false);
      if (turnover.movie) onMovie(added, turnover.movie);
      return added;
    },
    onSuccess: onClose,
    meta: { changes: ['cut'], ownError: true },
  });
  const begin = parseTimecodeTolerant(start, film);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if ('problem' in begin) return;
        const { date } = readFields(event.currentTarget, 'date');
        save.mutate({ name, date, start: formatTimecode(begin.frame, film) });
      }}
    >
      <Stack gap="sm">
        {cut === null && (
          <TurnoverDrop
            turnover={turnover}
            onTurnover={(next) => {
              setTurnover(next);
              if (name === '') setName(nameOf(next));
            }}
          />
        )}
        <TextInput
          label={t('cuts.name')}
          placeholder={t('cuts.namePlaceholder')}
          name="name"
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
          required
          maxLength={120}
          autoComplete="off"
          data-autofocus
        />
        <Group grow align="start" gap="sm">
          <TextInput
            label={t('cuts.date')}
            name="date"
            type="date"
            defaultValue={cut?.date ?? today()}
            required
          />
          <TextInput
            label={t('fields.start')}
            description={t('cuts.startWhy')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={start}
            onChange={(event) => {
              setStart(event.currentTarget.value);
            }}
            error={'problem' in begin ? begin.problem : undefined}
            styles={{ input: { fontFamily: 'var(--font-timecode)' } }}
            autoComplete="off"
          />
        </Group>
        <FormProblem error={save.error} />
        <Group justify="end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t(cut === null ? 'cuts.add' : 'cuts.change')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The day it is here, not in Greenwich. */
function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
