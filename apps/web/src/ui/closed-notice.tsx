import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ErrorState } from './error-state';

/** Instead of a document that the server has closed for this person. */
export function ClosedNotice({ because }: { because: 'authority' | 'not-found' }) {
  const { t } = useTranslation('ui');
  const gone = because === 'not-found';
  return (
    <ErrorState
      title={t(gone ? 'closed.missingTitle' : 'closed.title')}
      action={
        <Button
          onClick={() => {
            location.reload();
          }}
        >
          {t('closed.reload')}
        </Button>
      }
    >
      {t(gone ? 'closed.missingText' : 'closed.text')}
    </ErrorState>
  );
}
