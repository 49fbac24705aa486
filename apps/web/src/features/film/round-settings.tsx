import { Checkbox, Fieldset, NumberInput, Radio, Stack } from '@mantine/core';
import { may } from '@segue/access-policy';
import type { Film } from '@segue/protocol';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { peopleQuery } from '../../api/people';

/** Who is asked for notes, and how many rounds of them are agreed. */
type RoundChoice = Pick<Film, 'reviewers' | 'roundsAgreed'>;

interface Props {
  readonly filmId: string;
  readonly choice: RoundChoice;
  readonly onChoice: (choice: RoundChoice) => void;
}

/** Chooses who is asked for notes, and how many rounds a cue is to have. */
export function RoundSettings({ filmId, choice, onChoice }: Props) {
  const { t } = useTranslation('film');
  const { reviewers, roundsAgreed } = choice;
  const members = useQuery(peopleQuery(filmId)).data?.members ?? [];
  return (
    <Fieldset legend={t('settings.rounds')}>
      <Stack gap="sm">
        <NumberInput
          label={t('settings.roundsAgreed')}
          placeholder={t('settings.notAgreed')}
          min={1}
          max={99}
          allowDecimal={false}
          value={roundsAgreed ?? ''}
          onChange={(value) => {
            onChoice({ ...choice, roundsAgreed: value === '' ? null : Number(value) });
          }}
        />
        <Radio.Group
          label={t('settings.reviewers')}
          value={reviewers === null ? 'signers' : 'chosen'}
          onChange={(who) => {
            onChoice({ ...choice, reviewers: who === 'signers' ? null : [] });
          }}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="signers" label={t('settings.whoSigns')} />
            <Radio value="chosen" label={t('settings.chosen')} />
          </Stack>
        </Radio.Group>
        {reviewers !== null && (
          <Checkbox.Group
            aria-label={t('settings.reviewers')}
            value={reviewers}
            onChange={(chosen) => {
              onChoice({ ...choice, reviewers: chosen });
            }}
          >
            <Stack gap="xs" ml="md">
              {members
                .filter(({ role }) => may({ role, owner: false }, 'comment'))
                .map(({ personId, name }) => (
                  <Checkbox key={personId} value={personId} label={name} />
                ))}
            </Stack>
          </Checkbox.Group>
        )}
      </Stack>
    </Fieldset>
  );
}
