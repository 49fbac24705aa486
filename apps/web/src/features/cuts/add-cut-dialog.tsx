import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import type { Film } from '@segue/protocol';
import { formatTimecode, parseTimecodeTolerant, timecodeLabel } from '@segue/timecode';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addCut, type CutFields } from '../../api/cuts';
import { readFields } from '../../ui/form-fields';
import { FormProblem } from '../../ui/form-problem';

interface Props {
  readonly film: Film;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function AddCutDialog({ film, opened, onClose }: Props) {
  const { t } = useTranslation('film');
  return (
    <Modal opened={opened} onClose={onClose} title={t('cuts.addTitle')} closeButtonProps={{ 'aria-label': t('close') }}>
      <AddCutForm film={film} onClose={onClose} />
    </Modal>
  );
}

function AddCutForm({ film, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('film');
  const [start, setStart] = useState(timecodeLabel(film.startFlicks, film));
  const add = useMutation({
    mutationFn: (fields: CutFields) => addCut(film.id, fields),
    onSuccess: onClose,
    meta: { changes: ['cut'], ownError: true },
  });
  const begin = parseTimecodeTolerant(start, film);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if ('problem' in begin) return;
        const { name, date } = readFields(event.currentTarget, 'name', 'date');
        add.mutate({ name, date, start: formatTimecode(begin.frame, film) });
      }}
    >
      <Stack gap="sm">
        <TextInput label={t('cuts.name')} placeholder={t('cuts.namePlaceholder')} name="name" required maxLength={120} autoComplete="off" data-autofocus />
        <Group grow align="start" gap="sm">
          <TextInput label={t('cuts.date')} name="date" type="date" defaultValue={today()} required />
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
        <FormProblem error={add.error} />
        <Group justify="end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {t('cuts.add')}
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
