import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useReview } from './review-context';

/** Chooses the version that is heard. */
export function VersionSelect({ onChoose }: { onChoose: (number: number) => void }) {
  const { t } = useTranslation('review');
  const { versions, version } = useReview();
  if (versions.length === 0) return <span>{t('version.none')}</span>;
  return (
    <Select
      aria-label={t('version.label')}
      w={150}
      data={versions.toReversed().map(({ number, kind }) => ({
        value: String(number),
        label: t('version.option', { number, kind: t(`versionKind.${kind}`) }),
      }))}
      value={version ? String(version.number) : null}
      onChange={(value) => {
        if (value !== null) onChoose(Number(value));
      }}
    />
  );
}
