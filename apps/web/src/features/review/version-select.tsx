import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/choice';
import { useReview } from './review-context';

/** Chooses the version that is heard. */
export function VersionSelect({ onChoose }: { onChoose: (number: number) => void }) {
  const { t } = useTranslation('review');
  const { versions, version } = useReview();
  if (versions.length === 0) return <span>{t('version.none')}</span>;
  return (
    <Choice
      aria-label={t('version.label')}
      w={150}
      options={versions.toReversed().map(({ number, kind }) => ({
        value: String(number),
        label: t('version.option', { number, kind: t(`versionKind.${kind}`) }),
      }))}
      value={String(version?.number ?? '')}
      onChoose={(number) => {
        onChoose(Number(number));
      }}
    />
  );
}
