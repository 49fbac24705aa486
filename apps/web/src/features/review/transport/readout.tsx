import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { FOOTAGE_COUNTS, timecodeLabel } from '@segue/timecode';
import { IconChevronDown, IconCopy } from '@tabler/icons-react';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
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
import styles from './transport-bar.module.css';
import { useEachMove } from './use-transport';

/** Where the playhead is, on all clocks, one of them large. The readings are written by hand with every frame. */
export function Readout() {
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
}

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
          aria-label={t(isLarge ? 'clocks.chosen' : 'clocks.choose', { clock: name })}
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

/** What a clock counts, or why it does not. */
function ClockWords({ clock, face }: { clock: Clock; face: ClockFace }) {
  const { t } = useTranslation('review');
  const starts = {
    picture: null,
    cue: face.cueIn,
    bars: face.tempo?.startFlicks ?? null,
    session: face.sessionStart,
    feet: face.feetStart,
  };
  const start = starts[clock];
  return (
    <>
      <strong>{t(`clocks.name.${clock}`)}</strong>
      <br />
      {clock === 'picture' || clock === 'feet' || start !== null
        ? t(`clocks.how.${clock}`, { start: start === null ? '' : timecodeLabel(start, face.format) })
        : t(`clocks.missing.${clock}`)}
    </>
  );
}

/** All clocks by name, with what they count, and how feet are counted. */
function ClockMenu({ face, primary }: { face: ClockFace; primary: Clock }) {
  const { t } = useTranslation('review');
  const { me } = useReview();
  const { feetCount } = useClockChoice(me.id);
  return (
    <Menu position="top-start" width={340}>
      <Menu.Target>
        <ActionIcon size={20} className={styles.clockMenu} aria-label={t('clocks.settings')}>
          <IconChevronDown size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('clocks.large')}</Menu.Label>
        <Menu.RadioGroup
          value={primary}
          onChange={(chosen) => {
            chooseClock(me.id, { primary: CLOCKS.find((clock) => clock === chosen) ?? primary });
          }}
        >
          {CLOCKS.map((clock) => (
            <Menu.RadioItem
              key={clock}
              value={clock}
              disabled={!isSet(clock, face)}
              className={styles.menuItem}
            >
              <ClockWords clock={clock} face={face} />
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Label>{t('clocks.feetCount')}</Menu.Label>
        <Menu.RadioGroup
          value={feetCount}
          onChange={(chosen) => {
            const count = FOOTAGE_COUNTS.find((each) => each === chosen);
            chooseClock(me.id, { feetCount: count ?? feetCount });
          }}
        >
          {FOOTAGE_COUNTS.map((count) => (
            <Menu.RadioItem key={count} value={count} className={styles.menuItem}>
              {count === 'timecode' ? t('clocks.countsTimecode') : t('clocks.countsAt', { rate: count })}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
