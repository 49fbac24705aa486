import { Alert, Button, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { signIn } from '../../api/session';
import { readFields } from '../../ui/form-fields';
import { FormProblem } from '../../ui/form-problem';
import { PasswordField } from '../../ui/password-field';

interface Props {
  /** The session ended while the person was at work. */
  readonly ended: boolean;
  /** True while the installation has no owner. */
  readonly setupNeeded: boolean;
  readonly onSignedIn: () => void;
}

export function SignInForm({ ended, setupNeeded, onSignedIn }: Props) {
  const { t } = useTranslation();
  const enter = useMutation({ mutationFn: signIn, onSuccess: onSignedIn, meta: { ownError: true } });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        enter.mutate(readFields(event.currentTarget, 'email', 'password'));
      }}
    >
      <Stack gap="sm">
        <Title order={1}>{t('signIn.title')}</Title>
        {ended && (
          <Alert color="yellow" p="xs" title={t('signIn.ended')}>
            {t('signIn.endedText')}
          </Alert>
        )}
        {setupNeeded && <Text c="yellow">{t('signIn.setupNeeded')}</Text>}
        <TextInput
          label={t('person.email')}
          name="email"
          type="email"
          autoComplete="username"
          required
          autoFocus
        />
        <PasswordField
          label={t('person.password')}
          name="password"
          autoComplete="current-password"
          required
        />
        <FormProblem error={enter.error} />
        <Button type="submit" loading={enter.isPending}>
          {t('signIn.action')}
        </Button>
        <Text c="dimmed" size="xs">
          {t('signIn.link')}
        </Text>
      </Stack>
    </form>
  );
}
