import { Alert, Button, Stack, Text, TextInput, Title } from '@mantine/core';
import type { Person } from '@segue/protocol';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { lookAtLink, openLink } from '../../api/session';
import { ErrorState } from '../../ui/error-state';
import { readFields } from '../../ui/form-fields';
import { FormProblem } from '../../ui/form-problem';

interface Props {
  readonly token: string;
  /** Who is signed in on this device already. */
  readonly signedIn: Person | null;
  readonly onJoined: (filmId: string) => void;
}

/** Says what a link leads to and under whose name, and opens it when the person says so. */
export function JoinCard({ token, signedIn, onJoined }: Props) {
  const { t } = useTranslation('people');
  const look = useQuery({
    queryKey: ['session', 'link', token],
    queryFn: () => lookAtLink(token),
    retry: false,
    staleTime: Infinity,
  });
  const join = useMutation({
    mutationFn: openLink,
    onSuccess: ({ filmId }) => {
      onJoined(filmId);
    },
    meta: { ownError: true },
  });

  if (look.isError) return <ErrorState title={t('join.failed')}>{look.error.message}</ErrorState>;
  if (look.isPending) return <Text c="dimmed">{t('join.looking')}</Text>;

  const { kind, filmTitle, personName, role } = look.data;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const { name } = readFields(event.currentTarget, 'name');
        join.mutate({ token, ...(name.trim() === '' ? {} : { name }) });
      }}
    >
      <Stack gap="sm">
        <Title order={1}>{filmTitle}</Title>
        {personName === null ? (
          <Text c="dimmed">{t('join.guest')}</Text>
        ) : (
          <Text c="dimmed">{t('join.invited', { name: personName, role: t(`roles.${role}`) })}</Text>
        )}
        {signedIn !== null && (
          <Alert color="yellow" variant="light" p="xs">
            {t(kind === 'guest' ? 'join.alreadyGuest' : 'join.already', {
              name: signedIn.name,
              other: personName,
            })}
          </Alert>
        )}
        {kind === 'guest' && (
          <TextInput
            label={t('join.name')}
            description={t('join.nameWhy')}
            name="name"
            defaultValue={signedIn?.name ?? ''}
            autoComplete="name"
            maxLength={120}
            required
            autoFocus
          />
        )}
        <FormProblem error={join.error} />
        <Button type="submit" loading={join.isPending}>
          {personName === null ? t('join.action') : t('join.actionAs', { name: personName })}
        </Button>
      </Stack>
    </form>
  );
}
