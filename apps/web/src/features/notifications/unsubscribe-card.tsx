import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { unsubscribe } from '../../api/notifications';
import { EmptyState } from '../../ui/empty-state';
import { ErrorState } from '../../ui/error-state';

/** Ends all mail of the person in whose mail the link stood. */
export function UnsubscribeCard({ token }: { token: string }) {
  const { t } = useTranslation('notices');
  const end = useMutation({ mutationFn: () => unsubscribe(token), meta: { ownError: true } });
  if (token === '')
    return <ErrorState title={t('unsubscribe.failed')}>{t('unsubscribe.noToken')}</ErrorState>;
  if (end.isSuccess)
    return <EmptyState title={t('unsubscribe.done')}>{t('unsubscribe.doneText')}</EmptyState>;
  return (
    <>
      <h1>{t('unsubscribe.title')}</h1>
      <Text c="dimmed">{t('unsubscribe.text')}</Text>
      {end.isError && (
        <ErrorState title={t('unsubscribe.failed')}>
          {end.error.message} {t('unsubscribe.noToken')}
        </ErrorState>
      )}
      <Button
        loading={end.isPending}
        onClick={() => {
          end.mutate();
        }}
      >
        {t('unsubscribe.action')}
      </Button>
    </>
  );
}
