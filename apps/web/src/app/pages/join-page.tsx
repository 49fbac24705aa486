import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery } from '../../api/session';
import { JoinCard } from '../../features/join/join-card';
import { ErrorState } from '../../ui/error-state';
import { OpenPage } from '../open-page';

export function JoinPage() {
  const { t } = useTranslation('people');
  const client = useQueryClient();
  const navigate = useNavigate();
  const session = useQuery(sessionQuery);
  // Kept for this page only: the address loses it as soon as the link has been opened.
  const [token] = useState(useLocation({ select: ({ hash }) => hash }));
  if (token === '') {
    return (
      <OpenPage>
        <ErrorState title={t('join.failed')}>{t('join.noToken')}</ErrorState>
      </OpenPage>
    );
  }
  if (session.isPending) return <OpenPage>{null}</OpenPage>;
  return (
    <OpenPage>
      <JoinCard
        token={token}
        signedIn={session.data?.person ?? null}
        onJoined={(filmId) => {
          client.clear();
          // In place of this page, so that the link's secret is not left in the history.
          void navigate({ to: '/films/$filmId', params: { filmId }, replace: true });
        }}
      />
    </OpenPage>
  );
}
