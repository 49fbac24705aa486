import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Person } from '@segue/protocol';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { changeName, setPassword } from '../../api/session';
import { readFields } from '../../ui/form-fields';
import { FormProblem } from '../../ui/form-problem';
import { PasswordField } from '../../ui/password-field';

export function NameForm({ person }: { person: Person }) {
  const { t } = useTranslation();
  const change = useMutation({
    mutationFn: changeName,
    onSuccess: () => notifications.show({ message: t('account.nameChanged') }),
    meta: { changes: ['session', 'people'], ownError: true },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(readFields(event.currentTarget, 'name').name);
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('person.name')}
          description={t('account.nameWhy')}
          name="name"
          defaultValue={person.name}
          maxLength={120}
          required
        />
        <FormProblem error={change.error} />
        <Group>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('account.changeName')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function PasswordForm({ person }: { person: Person }) {
  const { t } = useTranslation();
  const change = useMutation({
    mutationFn: setPassword,
    onSuccess: () => notifications.show({ message: t('account.passwordSet') }),
    meta: { changes: ['session'], ownError: true },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const { email, password, currentPassword } = readFields(form, 'email', 'password', 'currentPassword');
        change.mutate(
          { email, password, ...(person.hasPassword ? { currentPassword } : {}) },
          {
            onSuccess: () => {
              form.reset();
            },
          },
        );
      }}
    >
      <Stack gap="sm">
        <Title order={2}>{t(person.hasPassword ? 'account.changePassword' : 'account.setPassword')}</Title>
        <Text c="dimmed">
          {t(person.hasPassword ? 'account.changePasswordWhy' : 'account.setPasswordWhy')}
        </Text>
        <TextInput
          label={t('person.email')}
          name="email"
          type="email"
          defaultValue={person.email ?? ''}
          autoComplete="username"
          required
        />
        {person.hasPassword && (
          <PasswordField
            label={t('account.currentPassword')}
            name="currentPassword"
            autoComplete="current-password"
            required
          />
        )}
        <PasswordField
          label={t('account.newPassword')}
          description={t('person.passwordRule')}
          name="password"
          autoComplete="new-password"
          minLength={10}
          required
        />
        <FormProblem error={change.error} />
        <Group>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t(person.hasPassword ? 'account.changePassword' : 'account.setPassword')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export function SignOutEverywhere({ onSignOut, pending }: { onSignOut: () => void; pending: boolean }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Title order={2}>{t('account.devices')}</Title>
      <Text c="dimmed">{t('account.everywhereWhy')}</Text>
      <Group>
        <Button variant="default" loading={pending} onClick={onSignOut}>
          {t('account.everywhere')}
        </Button>
      </Group>
    </Stack>
  );
}
