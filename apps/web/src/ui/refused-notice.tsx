import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** What the server did not take: its reason, and one's own words in it. */
  readonly refused: readonly { readonly detail: string; readonly texts: readonly string[] }[];
  readonly onDismiss: () => void;
}

/** Own work that was not taken: why, and the words, so that nothing vanishes. */
export function RefusedNotice({ refused, onDismiss }: Props) {
  const { t } = useTranslation('ui');
  if (refused.length === 0) return null;
  const texts = refused.flatMap((each) => each.texts).filter((text) => text !== '');
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      title={t('refused.title')}
      icon={<IconAlertTriangle size={16} aria-hidden />}
    >
      {[...new Set(refused.map(({ detail }) => detail))].map((detail) => (
        <div key={detail}>{detail}</div>
      ))}
      {texts.length > 0 && (
        <>
          <div>{t('refused.text')}</div>
          {texts.map((text, index) => (
            <blockquote key={index}>{text}</blockquote>
          ))}
        </>
      )}
      <Button variant="default" mt="xs" onClick={onDismiss}>
        {t('refused.dismiss')}
      </Button>
    </Alert>
  );
}
