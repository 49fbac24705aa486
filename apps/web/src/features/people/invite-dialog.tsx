import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import type { Role } from '@segue/access-policy';
import type { IssuedLink } from '@segue/protocol';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { invite } from '../../api/people';
import { readFields } from '../../ui/form-fields';
import { FormProblem } from '../../ui/form-problem';

interface Props {
  readonly filmId: string;
  /** The roles that may be handed out. */
  readonly roles: readonly Role[];
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onInvited: (link: IssuedLink, name: string) => void;
}

export function InviteDialog({ opened, onClose, ...rest }: Props) {
  const { t } = useTranslation('people');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('invite.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <InviteForm {...rest} onClose={onClose} />
    </Modal>
  );
}

function InviteForm({ filmId, roles, onClose, onInvited }: Omit<Props, 'opened'>) {
  const { t } = useTranslation('people');
  const send = useMutation({
    mutationFn: (body: { name: string; role: Role; email?: string }) => invite(filmId, body),
    onSuccess: (link, { name }) => {
      onInvited(link, name);
    },
    meta: { changes: ['people'], ownError: true },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const { name, email, role } = readFields(event.currentTarget, 'name', 'email', 'role');
        const chosen = roles.find((each) => each === role);
        if (chosen) send.mutate({ name: name.trim(), role: chosen, ...(email === '' ? {} : { email }) });
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('invite.name')}
          name="name"
          required
          maxLength={120}
          autoComplete="off"
          data-autofocus
        />
        <NativeSelect
          label={t('invite.role')}
          name="role"
          defaultValue="director"
          data={roles.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
        />
        <TextInput
          label={t('invite.email')}
          description={t('invite.emailWhy')}
          name="email"
          type="email"
          autoComplete="off"
        />
        <FormProblem error={send.error} />
        <Group justify="end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={send.isPending}>
            {t('invite.action')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
