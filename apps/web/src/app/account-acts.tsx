import { Menu } from '@mantine/core';
import { IconActivity, IconLogout, IconUser } from '@tabler/icons-react';
import type { Person } from '@segue/protocol';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LookMenus } from './look-menus';

/** What the account menu holds. */
export default function AccountActs({ person, onSignOut }: { person: Person; onSignOut: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Menu.Item component={Link} to="/me" leftSection={<IconUser size={15} aria-hidden />}>
        {t('account.title')}
      </Menu.Item>
      {person.owner && (
        <Menu.Item component={Link} to="/admin" leftSection={<IconActivity size={15} aria-hidden />}>
          {t('account.installation')}
        </Menu.Item>
      )}
      <LookMenus />
      <Menu.Item leftSection={<IconLogout size={15} aria-hidden />} onClick={onSignOut}>
        {t('account.signOut')}
      </Menu.Item>
    </>
  );
}
