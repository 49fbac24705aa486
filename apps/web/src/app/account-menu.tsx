import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { Person } from '@segue/protocol';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { signOut } from '../api/session';
import { LateMenu } from '../ui/late-menu';
import { useSignOut } from './use-sign-out';

const AccountActs = lazy(() => import('./account-acts'));

export function AccountMenu({ person }: { person: Person }) {
  const { t } = useTranslation();
  const { ask, dialog } = useSignOut(person, signOut);
  return (
    <>
      {dialog}
      <LateMenu
        button={
          <Button
            variant="subtle"
            color="gray"
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={t('account.menu', { name: person.name })}
          >
            {person.name}
          </Button>
        }
      >
        <AccountActs person={person} onSignOut={ask} />
      </LateMenu>
    </>
  );
}
