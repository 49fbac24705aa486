import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface Props {
  /** What the server did not take: its code or, without one, why in words; and one's own words in it. */
  readonly refused: readonly {
    readonly code?: string;
    readonly detail: string;
    readonly texts: readonly string[];
  }[];
  readonly onDismiss: () => void;
}

/** Own work that was not taken: why, and the words, so that nothing vanishes. */
export function RefusedNotice(props: Props) {
  return props.refused.length === 0 ? null : <Notice {...props} />;
}

function Notice({ refused, onDismiss }: Props) {
  const { t } = useTranslation(['ui', 'refusals']);
  const reasons = refused.map(({ code, detail }) => {
    if (code === undefined) return detail;
    // Of one's own words it can only mean that the document they were for went away.
    return code === 'not-found' ? t('refused.closed') : t(code, { ns: 'refusals', defaultValue: detail });
  });
  const texts = refused.flatMap((each) => each.texts).filter((text) => text !== '');
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      title={t('refused.title')}
      icon={<IconAlertTriangle size={16} aria-hidden />}
    >
      {[...new Set(reasons)].map((reason) => (
        <div key={reason}>{reason}</div>
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
