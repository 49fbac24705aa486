import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { HIGHEST_DB, LOWEST_DB, stripOf } from '../../../player/mixer';
import { decimal } from '../../../ui/look/numbers';
import { useReview } from '../review-context';
import styles from './strip-controls.module.css';

interface Props {
  /** The strip of the mixer. */
  readonly strip: string;
  /** What goes through it, in words. */
  readonly name: string;
  /** It is music that can be heard alone. */
  readonly canSolo?: boolean;
}

/** How loud one wants what goes through a strip: mute, solo, level. One listener's own. */
export function StripControls({ strip, name, canSolo = true }: Props) {
  const { t, i18n } = useTranslation('review');
  const { mixer } = useReview().transport.sound;
  const { muted, solo, gainDb } = stripOf(useSyncExternalStore(mixer.subscribe, mixer.getSnapshot), strip);
  const level = gainDb <= LOWEST_DB ? '-∞' : decimal(gainDb, 1, i18n.language);
  return (
    <div className={styles.controls}>
      <button
        type="button"
        aria-pressed={muted}
        aria-label={t('lane.mute', { name })}
        title={t('lane.mute', { name })}
        onClick={() => {
          mixer.change(strip, { muted: !muted });
        }}
      >
        {t('lane.m')}
      </button>
      {canSolo && (
        <button
          type="button"
          aria-pressed={solo}
          aria-label={t('lane.solo', { name })}
          title={t('lane.solo', { name })}
          data-solo
          onClick={() => {
            mixer.change(strip, { solo: !solo });
          }}
        >
          {t('lane.s')}
        </button>
      )}
      <input
        type="range"
        min={LOWEST_DB}
        max={HIGHEST_DB}
        step={0.5}
        value={gainDb}
        aria-label={t('lane.level', { name })}
        aria-valuetext={t('compare.decibels', { value: level })}
        title={t('lane.levelHow')}
        onChange={({ currentTarget }) => {
          mixer.change(strip, { gainDb: currentTarget.valueAsNumber });
        }}
        onDoubleClick={() => {
          mixer.change(strip, { gainDb: 0 });
        }}
      />
      <output>{level}</output>
    </div>
  );
}
