import { Tooltip } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Cut } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import { useChangeWords } from '../../ui/frame-differences';
import { useReview } from './review-context';
import styles from './review-room.module.css';

/** Says what happened to the picture under the version since the cut it was written to. */
export function VersionDifference({ cuts }: { cuts: readonly Cut[] }) {
  const { t } = useTranslation(['review', 'ui']);
  const { version, versionHere, format } = useReview();
  const words = useChangeWords(format);
  if (!version || !versionHere) return null;
  const writtenTo = cuts.find(({ id }) => id === version.writtenToCutId)?.name ?? '';
  const fate = t(`ui:fates.${versionHere.fate}`);
  const text = t('difference', { cut: writtenTo, what: words(versionHere) });
  return (
    <Tooltip label={text} multiline maw={360}>
      <span
        className={styles.difference}
        data-fate={versionHere.fate}
        // reason: it says what no other text on the screen says, and is reached like one.
        tabIndex={0}
        role="note"
        aria-label={text}
      >
        {versionHere.fate !== 'moved' && <IconAlertTriangle size={14} aria-hidden />}
        {t('differenceShort', { cut: writtenTo, fate })}
      </span>
    </Tooltip>
  );
}
