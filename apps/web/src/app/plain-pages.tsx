import { Anchor, Button, Center, Loader } from '@mantine/core';
import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { RequestFailed } from '../api/http';
import { EmptyState } from '../ui/empty-state';
import { ErrorState } from '../ui/error-state';

/** Nothing at this address, or nothing for this person. */
export function MissingPage() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('missing.title')}
      action={
        <Anchor component={Link} to="/">
          {t('missing.action')}
        </Anchor>
      }
    >
      {t('missing.text')}
    </EmptyState>
  );
}

/** A page that could not be shown, with a way to try again. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  if (error instanceof RequestFailed && error.code === 'not-found') return <MissingPage />;
  return (
    <ErrorState title={t('failed.title')} action={<Button onClick={reset}>{t('failed.action')}</Button>}>
      {error instanceof Error ? error.message : String(error)}
    </ErrorState>
  );
}

export function WaitingPage() {
  const { t } = useTranslation();
  return (
    <Center h="60vh">
      <Loader size="sm" aria-label={t('waiting')} />
    </Center>
  );
}
