import { Divider, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NameForm, PasswordForm, SignOutEverywhere } from '../../features/account/account-forms';
import { forgetPerson } from '../leave';
import { usePageTitle } from '../use-page-title';
import { usePerson } from '../use-person';
import styles from './page.module.css';

export function AccountPage() {
  const { t } = useTranslation();
  const person = usePerson();
  const client = useQueryClient();
  const navigate = useNavigate();
  usePageTitle(t('account.title'));
  return (
    <div className={styles.page}>
      <div className={styles.narrow}>
        <div className={styles.heading}>
          <h1>{t('account.title')}</h1>
        </div>
        <Stack gap="lg">
          <NameForm person={person} />
          <Divider />
          <PasswordForm person={person} />
          <Divider />
          <SignOutEverywhere
            onSignedOut={async () => {
              await navigate({ to: '/sign-in' });
              forgetPerson(client);
            }}
          />
        </Stack>
      </div>
    </div>
  );
}
