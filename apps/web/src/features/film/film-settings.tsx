import {
  Button,
  Checkbox,
  Fieldset,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { NAMINGS, type Film, type FilmDeliverySpec } from '@segue/protocol';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { changeFilm } from '../../api/films';
import { Choice } from '../../ui/choice';
import { FormProblem } from '../../ui/form-problem';
import { RoundSettings } from './round-settings';

const SAMPLE_RATES = [44_100, 48_000, 88_200, 96_000, 192_000];
const BIT_DEPTHS = [16, 24, 32];

interface Props {
  readonly film: Film;
  readonly opened: boolean;
  readonly onClose: () => void;
  /** Where it tells other programs what happens: a form of its own. */
  readonly webhook: ReactNode;
}

/** What a film is called, and what it asks of people and of the music delivered to it. */
export function FilmSettings({ film, opened, onClose, webhook }: Props) {
  const { t } = useTranslation('film');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('settings.title')}
      size={520}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="sm">
        <SettingsForm film={film} onClose={onClose} />
        {webhook}
      </Stack>
    </Modal>
  );
}

function SettingsForm({ film, onClose }: Pick<Props, 'film' | 'onClose'>) {
  const { t } = useTranslation('film');
  const [title, setTitle] = useState(film.title);
  const [spec, setSpec] = useState(film.deliverySpec);
  const [rounds, setRounds] = useState({ reviewers: film.reviewers, roundsAgreed: film.roundsAgreed });
  const save = useMutation({
    mutationFn: () => changeFilm(film.id, { title, deliverySpec: spec, ...rounds }),
    onSuccess: onClose,
    meta: { changes: ['film'], ownError: true },
  });
  const ask = (asked: Partial<FilmDeliverySpec>): void => {
    setSpec({ ...spec, ...asked });
  };

  return (
    <form
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('fields.title')}
          value={title}
          onChange={(event) => {
            setTitle(event.currentTarget.value);
          }}
          required
          maxLength={200}
          autoComplete="off"
        />
        <RoundSettings filmId={film.id} choice={rounds} onChoice={setRounds} />
        <Fieldset legend={t('settings.asks')}>
          <Stack gap="sm">
            <Group align="end" gap="sm" grow>
              <NativeSelect
                label={t('settings.sampleRate')}
                data={choices(SAMPLE_RATES, t('settings.any'), (rate) =>
                  t('settings.kilohertz', { value: rate / 1000 }),
                )}
                value={spec.sampleRate ?? ''}
                onChange={(event) => {
                  ask({ sampleRate: numberOf(event.currentTarget.value) });
                }}
              />
              <NativeSelect
                label={t('settings.bitDepth')}
                data={choices(BIT_DEPTHS, t('settings.any'), (bits) => t('settings.bits', { value: bits }))}
                value={spec.bitDepth ?? ''}
                onChange={(event) => {
                  ask({ bitDepth: numberOf(event.currentTarget.value) });
                }}
              />
            </Group>
            <Group align="end" gap="sm" grow>
              <NumberInput
                label={t('settings.loudness')}
                placeholder={t('settings.any')}
                suffix=" LUFS"
                min={-70}
                max={0}
                step={0.5}
                decimalScale={1}
                value={spec.loudness?.target ?? ''}
                onChange={(value) => {
                  const target = numberOf(value);
                  ask({
                    loudness: target === null ? null : { target, tolerance: spec.loudness?.tolerance ?? 1 },
                  });
                }}
              />
              <NumberInput
                label={t('settings.tolerance')}
                suffix=" LU"
                min={0}
                max={20}
                step={0.5}
                decimalScale={1}
                disabled={spec.loudness === null}
                value={spec.loudness?.tolerance ?? ''}
                onChange={(value) => {
                  if (spec.loudness)
                    ask({ loudness: { target: spec.loudness.target, tolerance: numberOf(value) ?? 0 } });
                }}
              />
              <NumberInput
                label={t('settings.truePeak')}
                placeholder={t('settings.any')}
                suffix=" dBTP"
                min={-60}
                max={6}
                step={0.5}
                decimalScale={1}
                value={spec.truePeakMax ?? ''}
                onChange={(value) => {
                  ask({ truePeakMax: numberOf(value) });
                }}
              />
            </Group>
            <Group align="end" gap="sm" grow>
              <Choice
                label={t('settings.naming')}
                options={[
                  { value: '' as const, label: t('settings.any') },
                  ...NAMINGS.map((value) => ({ value, label: t(`settings.namings.${value}`) })),
                ]}
                value={spec.naming ?? ''}
                onChoose={(naming) => {
                  ask({ naming: naming === '' ? null : naming });
                }}
              />
              <NumberInput
                label={t('settings.overhang')}
                placeholder={t('settings.any')}
                suffix={t('settings.frames')}
                min={0}
                max={10_000}
                allowDecimal={false}
                value={spec.overhangMax ?? ''}
                onChange={(value) => {
                  ask({ overhangMax: numberOf(value) });
                }}
              />
            </Group>
            <Checkbox
              label={t('settings.coversCue')}
              checked={spec.coversCue}
              onChange={(event) => {
                ask({ coversCue: event.currentTarget.checked });
              }}
            />
          </Stack>
          <Text c="dimmed" mt="xs">
            {t('settings.asksWhy')}
          </Text>
        </Fieldset>
        <FormProblem error={save.error} />
        <Group justify="end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('settings.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function choices(values: readonly number[], any: string, label: (value: number) => string) {
  return [
    { value: '', label: any },
    ...values.map((value) => ({ value: String(value), label: label(value) })),
  ];
}

function numberOf(text: string | number): number | null {
  return text === '' || !Number.isFinite(Number(text)) ? null : Number(text);
}
