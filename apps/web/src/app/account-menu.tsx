import { Button, Menu } from '@mantine/core';
import { IconActivity, IconChevronDown, IconLogout, IconUser } from '@tabler/icons-react';
import type { Person } from '@segue/protocol';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { signOut } from '../api/session';
import { useSignOut } from './use-sign-out';

export function AccountMenu({ person }: { person: Person }) {
  const { t } = useTranslation();
  const { ask, dialog } = useSignOut(person, signOut);
  return (
    <>
      {dialog}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={t('account.menu', { name: person.name })}
          >
            {person.name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component={Link} to="/me" leftSection={<IconUser size={15} aria-hidden />}>
            {t('account.title')}
          </Menu.Item>
          {person.owner && (
            <Menu.Item component={Link} to="/admin" leftSection={<IconActivity size={15} aria-hidden />}>
              {t('account.installation')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconLogout size={15} aria-hidden />} onClick={ask}>
            {t('account.signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
