import { Menu } from '@mantine/core';
import { FOOTAGE_COUNTS } from '@segue/timecode';
import { useTranslation } from 'react-i18next';
import { CLOCKS, isSet, type Clock, type ClockFace } from '../clocks/clock';
import { chooseClock, useClockChoice } from '../clocks/clock-choice';
import { useReview } from '../review-context';
import { ClockWords } from './clock-words';
import styles from './transport-bar.module.css';

/** All clocks, and how feet are counted, as entries of a menu. */
export default function ClockEntries({ face, primary }: { face: ClockFace; primary: Clock }) {
  const { t } = useTranslation('review');
  const { me } = useReview();
  const { feetCount } = useClockChoice(me.id);
  return (
    <>
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
    </>
  );
}
