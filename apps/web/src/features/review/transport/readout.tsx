import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronDown, IconCopy } from '@tabler/icons-react';
import { lazy, memo, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { LateMenu } from '../../../ui/late-menu';
import {
  clockAfter,
  CLOCKS,
  isSet,
  readClock,
  shownClock,
  type Clock,
  type ClockFace,
} from '../clocks/clock';
import { chooseClock, useClockChoice } from '../clocks/clock-choice';
import { useCopyReading } from '../clocks/use-copy-reading';
import { nextClock } from '../clocks/next-clock';
import { useClockFace } from '../clocks/use-clock-face';
import { useReview } from '../review-context';
import { ClockWords } from './clock-words';
import styles from './transport-bar.module.css';
import { useEachMove } from './use-transport';

const ClockEntries = lazy(() => import('./clock-entries'));

/** Where the playhead is, on all clocks, one of them large. The readings are written by hand with every frame. */
export const Readout = memo(function Readout() {
  const { t } = useTranslation('review');
  const { transport, me } = useReview();
  const face = useClockFace();
  const chosen = useClockChoice(me.id).primary;
  // What counts nothing here is not forgotten: the next version may have a tempo map.
  const primary = shownClock(chosen, face);
  const readings = useRef(new Map<Clock, HTMLElement>());
  const draw = useCallback(() => {
    for (const [clock, element] of readings.current)
      element.textContent = readClock(clock, transport.position, face);
  }, [transport, face]);
  useEachMove(transport, draw);
  useEffect(
    () =>
      nextClock.add(() => {
        chooseClock(me.id, { primary: clockAfter(primary, face) });
      }),
    [me.id, primary, face],
  );
  const hold = (clock: Clock) => (element: HTMLElement | null) => {
    if (element) readings.current.set(clock, element);
    else readings.current.delete(clock);
  };

  return (
    <div className={styles.readout} role="group" aria-label={t('clocks.label')}>
      {CLOCKS.map((clock) => (
        <ClockReading
          key={clock}
          clock={clock}
          face={face}
          isLarge={clock === primary}
          hold={hold(clock)}
          onChoose={() => {
            chooseClock(me.id, { primary: clock });
          }}
        />
      ))}
      <ClockMenu face={face} primary={primary} />
    </div>
  );
});

interface ReadingProps {
  readonly clock: Clock;
  readonly face: ClockFace;
  readonly isLarge: boolean;
  readonly hold: (element: HTMLElement | null) => void;
  readonly onChoose: () => void;
}

/** One clock. Pressing it anywhere but on its copy button makes it the large one. */
function ClockReading({ clock, face, isLarge, hold, onChoose }: ReadingProps) {
  const { t } = useTranslation('review');
  const { transport } = useReview();
  const copy = useCopyReading();
  const name = t(`clocks.name.${clock}`);
  const set = isSet(clock, face);
  return (
    <div className={styles.clock} data-large={isLarge || undefined} data-unset={!set || undefined}>
      <Tooltip label={<ClockWords clock={clock} face={face} />} multiline maw={300} position="top-start">
        <button
          type="button"
          className={styles.choose}
          aria-label={t(isLarge ? 'clocks.chosen' : 'clocks.choose', {
            short: t(`clocks.short.${clock}`),
            clock: name,
          })}
          aria-pressed={isLarge}
          aria-disabled={!set || undefined}
          onClick={() => {
            if (set) onChoose();
          }}
        >
          {t(`clocks.short.${clock}`)}
        </button>
      </Tooltip>
      <div ref={hold} role="timer" aria-label={name} className={styles.reading} />
      {set && (
        <ActionIcon
          className={styles.copy}
          size={isLarge ? 20 : 16}
          aria-label={t('clocks.copy', { clock: name })}
          title={t('clocks.copy', { clock: name })}
          onClick={() => {
            copy(readClock(clock, transport.position, face));
          }}
        >
          <IconCopy size={isLarge ? 14 : 11} />
        </ActionIcon>
      )}
    </div>
  );
}

/** All clocks by name, with what they count, and how feet are counted. */
function ClockMenu({ face, primary }: { face: ClockFace; primary: Clock }) {
  const { t } = useTranslation('review');
  return (
    <LateMenu
      position="top-start"
      width={340}
      button={
        <ActionIcon size={20} className={styles.clockMenu} aria-label={t('clocks.settings')}>
          <IconChevronDown size={14} />
        </ActionIcon>
      }
    >
      <ClockEntries face={face} primary={primary} />
    </LateMenu>
  );
}
