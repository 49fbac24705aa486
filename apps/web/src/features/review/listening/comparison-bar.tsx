import { ActionIcon, Popover, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconEar, IconRestore } from '@tabler/icons-react';
import { lazy, memo, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import { letterOf, type Compared } from './comparison';
import styles from './comparison-bar.module.css';
import { setLightSound, useLightSound } from './light-sound';

const ComparisonChoice = lazy(async () => ({
  default: (await import('./comparison-choice')).ComparisonChoice,
}));

/** What is heard: which version, against which others, as a mix or as stems, and how it lies under the words. */
export const ComparisonBar = memo(function ComparisonBar() {
  const { t } = useTranslation('review');
  const { listening, transport, versions, version } = useReview();
  const { compared, matched, blind, asStems, rows } = listening;
  const { mixer } = transport.sound;
  const isComparison = compared.length > 1;
  const hasBeds = rows.some(({ is }) => is.what === 'bed');
  const hasStems = version !== null && version.stems.length > 0;
  if (versions.length === 0 && !hasBeds) return null;
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('compare.label')}>
      <div className={styles.takes} role="group" aria-label={t('compare.versions')}>
        {compared.map((one) => (
          <TakeButton key={one.digit} one={one} />
        ))}
        {versions.length > 1 && <Choice />}
      </div>
      {isComparison && (
        <>
          <Toggle
            on={matched}
            title={t('compare.matchedWhy')}
            onToggle={() => {
              listening.setMatched(!matched);
            }}
          >
            {t('compare.matched')}
          </Toggle>
          <Toggle
            on={blind}
            title={t('compare.blindWhy')}
            onToggle={() => {
              listening.setBlind(!blind);
            }}
          >
            {t(blind ? 'compare.reveal' : 'compare.blind')}
          </Toggle>
        </>
      )}
      <span className={styles.space} />
      {hasStems && !blind && (
        <div className={styles.takes} role="group" aria-label={t('compare.heardAs')}>
          {[false, true].map((stems) => (
            <Toggle
              key={String(stems)}
              on={asStems === stems}
              onToggle={() => {
                listening.setAsStems(stems);
              }}
            >
              {stems ? t('compare.stems', { count: version.stems.length }) : t('compare.mix')}
            </Toggle>
          ))}
        </div>
      )}
      {hasBeds && (
        <Toggle
          title={t('compare.dubWhy')}
          onToggle={() => {
            mixer.setDubLevel(rows.map(({ strip }) => strip));
          }}
        >
          <IconEar size={14} aria-hidden /> {t('compare.dub')}
        </Toggle>
      )}
      <LightSound />
      <Tooltip label={t('compare.reset')}>
        <ActionIcon
          size={24}
          aria-label={t('compare.reset')}
          onClick={() => {
            mixer.reset();
          }}
        >
          <IconRestore size={15} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
});

/** Hears everything in the light rendition, on this device. */
function LightSound() {
  const { t } = useTranslation('review');
  const light = useLightSound();
  return (
    <Toggle
      on={light}
      title={t('compare.lightWhy')}
      onToggle={() => {
        setLightSound(!light);
      }}
    >
      {t('compare.light')}
    </Toggle>
  );
}

/** Switches to a version at the sample that is being heard. */
function TakeButton({ one }: { one: Compared }) {
  const { t } = useTranslation('review');
  const { listening, versions } = useReview();
  const { version, digit, heard } = one;
  const name = listening.blind ? letterOf(digit) : t('version.short', { number: version.number });
  return (
    <button
      type="button"
      className={styles.take}
      aria-pressed={heard}
      aria-label={t('compare.hear', { name, digit })}
      title={versions.length > 1 ? t('compare.hearKey', { name, digit }) : undefined}
      onClick={() => {
        listening.switchTo(digit);
      }}
    >
      <kbd>{digit}</kbd> {name}
    </button>
  );
}

/** Which versions are compared, and where each is laid. */
function Choice() {
  const { t } = useTranslation('review');
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('compare.choose')}>
          <ActionIcon
            size={24}
            aria-label={t('compare.choose')}
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={() => {
              setOpened(!opened);
            }}
          >
            <IconAdjustmentsHorizontal size={15} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('compare.choose')} p="xs">
        <Suspense>{opened && <ComparisonChoice />}</Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}

interface ToggleProps {
  /** Undefined for what is done once. */
  readonly on?: boolean;
  readonly title?: string;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

function Toggle({ on, title, onToggle, children }: ToggleProps) {
  return (
    <button type="button" className={styles.toggle} aria-pressed={on} title={title} onClick={onToggle}>
      {children}
    </button>
  );
}
