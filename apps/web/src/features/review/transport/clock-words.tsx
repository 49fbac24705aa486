import { timecodeLabel } from '@segue/timecode';
import { useTranslation } from 'react-i18next';
import type { Clock, ClockFace } from '../clocks/clock';

/** What a clock counts, or why it does not. */
export function ClockWords({ clock, face }: { clock: Clock; face: ClockFace }) {
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
