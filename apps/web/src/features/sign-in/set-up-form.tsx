import { Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { setUp } from '../../api/session';
import { readFields } from '../../ui/form-fields';
import { FormProblem } from '../../ui/form-problem';
import { PasswordField } from '../../ui/password-field';

interface Props {
  /** The one-time token of the link that the server printed. */
  readonly token: string;
  readonly onSignedIn: () => void;
}

export function SetUpForm({ token, onSignedIn }: Props) {
  const { t } = useTranslation();
  const begin = useMutation({ mutationFn: setUp, onSuccess: onSignedIn, meta: { ownError: true } });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        begin.mutate({ token, ...readFields(event.currentTarget, 'name', 'email', 'password') });
      }}
    >
      <Stack gap="sm">
        <Title order={1}>{t('setUp.title')}</Title>
        <Text c="dimmed">{t('setUp.text')}</Text>
        <TextInput
          label={t('person.name')}
          name="name"
          autoComplete="name"
          required
          maxLength={120}
          autoFocus
        />
        <TextInput label={t('person.email')} name="email" type="email" autoComplete="username" required />
        <PasswordField
          label={t('person.password')}
          description={t('person.passwordRule')}
          name="password"
          autoComplete="new-password"
          minLength={10}
          required
        />
        <FormProblem error={begin.error} />
        <Button type="submit" loading={begin.isPending}>
          {t('setUp.action')}
        </Button>
      </Stack>
    </form>
  );
}
