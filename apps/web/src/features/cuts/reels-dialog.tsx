import { ActionIcon, Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core';
import type { Cut, Film, Reel } from '@segue/protocol';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeCut } from '../../api/cuts';
import { FormProblem } from '../../ui/form-problem';
import { TimecodeField } from '../../ui/timecode-field';
import { atEachHour, withNextReel, wrongReel } from './reel-list';

interface Props {
  readonly film: Film;
  readonly cut: Cut;
  readonly onClose: () => void;
}

/** Says which reels a cut has, and at which timecode each begins. */
export default function ReelsDialog({ film, cut, onClose }: Props) {
  const { t } = useTranslation('film');
  const [reels, setReels] = useState<readonly Reel[]>(cut.reels);
  const save = useMutation({
    mutationFn: () => changeCut(cut.id, { reels }),
    onSuccess: onClose,
    meta: { changes: ['cut'], ownError: true },
  });
  const wrong = wrongReel(reels);
  const change = (index: number, fields: Partial<Reel>) => {
    setReels(reels.map((reel, at) => (at === index ? { ...reel, ...fields } : reel)));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('reels.title', { name: cut.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="sm">
        <Text size="xs" c="dimmed">
          {t('reels.why')}
        </Text>
        {reels.map(({ number, startFlicks }, index) => (
          // A reel has no name but its place in the list while its number is being written.
          <Group key={index} gap="xs" wrap="nowrap" align="start">
            <NumberInput
              w={90}
              min={1}
              max={99}
              allowDecimal={false}
              clampBehavior="strict"
              aria-label={t('reels.number', { at: index + 1 })}
              value={number}
              onChange={(value) => {
                if (typeof value === 'number') change(index, { number: value });
              }}
            />
            <TimecodeField
              w={150}
              aria-label={t('reels.start', { number })}
              value={startFlicks}
              format={film}
              onCommit={(flicks) => {
                if (flicks !== null) change(index, { startFlicks: flicks });
              }}
            />
            <ActionIcon
              mt={4}
              aria-label={t('reels.remove', { number })}
              onClick={() => {
                setReels(reels.filter((_, at) => at !== index));
              }}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Group gap="xs">
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => {
              setReels(withNextReel(reels, film));
            }}
            data-autofocus
          >
            {t('reels.add')}
          </Button>
          <Button
            variant="default"
            size="compact-sm"
            disabled={reels.length === 0}
            onClick={() => {
              setReels(atEachHour(reels, film));
            }}
          >
            {t('reels.atEachHour')}
          </Button>
        </Group>
        {wrong && (
          <Text size="xs" c="yellow" role="status">
            {t(`reels.wrong.${wrong.what}`, { number: wrong.number })}
          </Text>
        )}
        <FormProblem error={save.error} />
        <Group justify="end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button
            disabled={wrong !== null}
            loading={save.isPending}
            onClick={() => {
              save.mutate();
            }}
          >
            {t('reels.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
