import { Button, Checkbox, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { ROLES, type Role } from '@segue/access-policy';
import type { Film } from '@segue/protocol';
import {
  FRAME_RATE_NAMES,
  mayDropFrames,
  parseTimecodeTolerant,
  formatTimecode,
  type FrameRateName,
} from '@segue/timecode';
import { useMutation } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { createFilm } from '../../api/films';
import { readFields } from '../../ui/form-fields';
import { FormProblem } from '../../ui/form-problem';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onMade: (film: Film) => void;
}

export function NewFilmDialog({ opened, onClose, onMade }: Props) {
  const { t } = useTranslation('film');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('new.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <NewFilmForm onClose={onClose} onMade={onMade} />
    </Modal>
  );
}

function NewFilmForm({ onClose, onMade }: Omit<Props, 'opened'>) {
  const { t } = useTranslation(['film', 'people']);
  const [rate, setRate] = useState<FrameRateName>('24');
  const [dropFrame, setDropFrame] = useState(false);
  const [start, setStart] = useState('01:00:00:00');
  const [role, setRole] = useState<Exclude<Role, 'guest'>>('composer');
  const make = useMutation({
    mutationFn: createFilm,
    onSuccess: onMade,
    meta: { changes: ['film'], ownError: true },
  });

  const drops = dropFrame && mayDropFrames(rate);
  const format = { rate, dropFrame: drops };
  const begin = parseTimecodeTolerant(start, format);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if ('problem' in begin) return;
    const { title } = readFields(event.currentTarget, 'title');
    make.mutate({ title, ...format, start: formatTimecode(begin.frame, format), role });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t('fields.title')}
          name="title"
          required
          maxLength={200}
          autoFocus
          data-autofocus
          autoComplete="off"
        />
        <Group align="end" gap="sm" grow>
          <NativeSelect
            label={t('fields.rate')}
            data={FRAME_RATE_NAMES.map((name) => ({ value: name, label: t('rate.plain', { rate: name }) }))}
            value={rate}
            onChange={(event) => {
              setRate(FRAME_RATE_NAMES.find((name) => name === event.currentTarget.value) ?? rate);
            }}
          />
          <TextInput
            label={t('fields.start')}
            value={start}
            onChange={(event) => {
              setStart(event.currentTarget.value);
            }}
            error={'problem' in begin ? begin.problem : undefined}
            styles={{ input: { fontFamily: 'var(--font-timecode)' } }}
            autoComplete="off"
          />
        </Group>
        {mayDropFrames(rate) && (
          <Checkbox
            size="xs"
            label={t('fields.dropFrame')}
            description={t('new.dropFrameWhy')}
            checked={dropFrame}
            onChange={(event) => {
              setDropFrame(event.currentTarget.checked);
            }}
          />
        )}
        <NativeSelect
          label={t('new.role')}
          description={t('new.roleWhy')}
          data={ROLES.filter((name) => name !== 'guest').map((name) => ({
            value: name,
            label: t(`people:roles.${name}`),
          }))}
          value={role}
          onChange={(event) => {
            setRole(
              ROLES.filter((name) => name !== 'guest').find((name) => name === event.currentTarget.value) ??
                role,
            );
          }}
        />
        <FormProblem error={make.error} />
        <Group justify="end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={make.isPending}>
            {t('new.action')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
