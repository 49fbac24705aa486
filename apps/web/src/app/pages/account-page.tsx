import { Divider, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { signOutEverywhere } from '../../api/session';
import { NameForm, PasswordForm, SignOutEverywhere } from '../../features/account/account-forms';
import { LookForm } from '../../features/account/look-form';
import { MailForm } from '../../features/notifications/mail-form';
import { usePageTitle } from '../use-page-title';
import { usePerson } from '../use-person';
import { useSignOut } from '../use-sign-out';
import styles from './page.module.css';

export function AccountPage() {
  const { t } = useTranslation();
  const person = usePerson();
  const { ask, pending, dialog } = useSignOut(person, signOutEverywhere);
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
          <LookForm />
          <Divider />
          <MailForm />
          <Divider />
          <PasswordForm person={person} />
          <Divider />
          <SignOutEverywhere onSignOut={ask} pending={pending} />
          {dialog}
        </Stack>
      </div>
    </div>
  );
}
