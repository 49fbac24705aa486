import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Anchor } from '@mantine/core';
import { sessionQuery } from '../../api/session';
import { SetUpForm } from '../../features/sign-in/set-up-form';
import { EmptyState } from '../../ui/empty-state';
import { OpenPage } from '../open-page';

export function SetUpPage() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const session = useQuery(sessionQuery);
  const [token] = useState(useLocation({ select: ({ hash }) => hash }));
  const done = session.data?.setupNeeded === false;
  if (token === '' || done) {
    return (
      <OpenPage>
        <EmptyState
          title={t(done ? 'setUp.doneTitle' : 'setUp.noTokenTitle')}
          action={
            <Anchor component={Link} to={done ? '/' : '/sign-in'}>
              {t('signIn.title')}
            </Anchor>
          }
        >
          {t(done ? 'setUp.doneText' : 'setUp.noTokenText')}
        </EmptyState>
      </OpenPage>
    );
  }
  return (
    <OpenPage>
      <SetUpForm
        token={token}
        onSignedIn={() => {
          client.clear();
          void navigate({ to: '/', replace: true });
        }}
      />
    </OpenPage>
  );
}
