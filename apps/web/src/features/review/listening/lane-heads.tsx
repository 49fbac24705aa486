import { memo, useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { stripGain, stripOf } from '../../../player/mixer';
import { useReview } from '../review-context';
import { useEachMove } from '../transport/use-transport';
import { StripControls } from './strip-controls';
import { useRowName } from './use-row-name';
import type { Row } from './lay-out';
import styles from './lane-heads.module.css';

/** Below this a meter shows nothing. */
const METER_FLOOR_DB = -60;

interface Props {
  readonly rows: readonly Row[];
  /** Height of the rulers above the lanes, in pixels. */
  readonly top: number;
  readonly laneHeight: number;
}

/** Beside each lane: what it is, and how loud one wants it. One listener's own. */
export const LaneHeads = memo(function LaneHeads({ rows, top, laneHeight }: Props) {
  const { transport } = useReview();
  const meters = useRef(new Map<string, HTMLElement>());
  const draw = useCallback(() => {
    const { playing } = transport.getSnapshot();
    for (const [strip, element] of meters.current) {
      const level = playing ? 20 * Math.log10(transport.sound.peak(strip)) : -Infinity;
      const share = Math.max(0, Math.min(1, 1 - level / METER_FLOOR_DB));
      element.style.transform = `scaleX(${share})`;
      element.toggleAttribute('data-over', level > 0);
    }
  }, [transport]);
  useEachMove(transport, draw);
  return (
    <div className={styles.heads} style={{ paddingTop: top }}>
      {rows.map((row) =>
        isHeard(row) ? (
          <LaneHead
            key={row.key}
            row={row}
            height={laneHeight}
            meter={(element) => {
              if (element) meters.current.set(row.strip, element);
              else meters.current.delete(row.strip);
            }}
          />
        ) : (
          <OtherTake key={row.key} row={row} height={laneHeight} />
        ),
      )}
    </div>
  );
});

/** A version that is compared with the one that is heard is not. */
function isHeard({ is }: Row): boolean {
  return is.what !== 'version' || is.compared.heard;
}

/** The rows that are silent now: not heard, muted, or not solo while another is. */
export function useSilentRows(rows: readonly Row[]): ReadonlySet<string> {
  const { mixer } = useReview().transport.sound;
  const strips = useSyncExternalStore(mixer.subscribe, mixer.getSnapshot);
  return useMemo(() => {
    const laidOut = rows.filter(isHeard).map(({ strip }) => strip);
    const silent = rows.filter((row) => !isHeard(row) || stripGain(strips, row.strip, laidOut) === 0);
    return new Set(silent.map(({ key }) => key));
  }, [rows, strips]);
}

interface HeadProps {
  readonly row: Row;
  readonly height: number;
  readonly meter: (element: HTMLElement | null) => void;
}

function LaneHead({ row, height, meter }: HeadProps) {
  const { t } = useTranslation('review');
  const { transport, listening } = useReview();
  const { mixer } = transport.sound;
  const { channel: solo } = stripOf(useSyncExternalStore(mixer.subscribe, mixer.getSnapshot), row.strip);
  const name = useRowName()(row);
  const digit = row.is.what === 'version' && listening.compared.length > 1 ? row.is.compared.digit : null;
  const channels = row.listening?.channels ?? 0;
  return (
    <div className={styles.head} style={{ height }} role="group" aria-label={name}>
      <div className={styles.name}>
        <span title={name}>
          {digit !== null && <kbd>{digit}</kbd>} {name}
        </span>
        {channels > 1 && (
          <select
            aria-label={t('lane.channel', { name })}
            title={t('lane.channel', { name })}
            value={solo ?? ''}
            onChange={({ currentTarget: { value } }) => {
              mixer.change(row.strip, { channel: value === '' ? null : Number(value) });
            }}
          >
            <option value="">{t('lane.all')}</option>
            {Array.from({ length: channels }, (_, channel) => (
              <option key={channel} value={channel}>
                {row.layout?.[channel] ?? channel + 1}
              </option>
            ))}
          </select>
        )}
      </div>
      <StripControls strip={row.strip} name={name} />
      <div className={styles.meter} aria-hidden>
        <div ref={meter} />
      </div>
    </div>
  );
}

/** A version of the comparison that is not heard now. */
function OtherTake({ row, height }: { row: Row; height: number }) {
  const { t } = useTranslation('review');
  const { listening } = useReview();
  const name = useRowName()(row);
  const digit = row.is.what === 'version' ? row.is.compared.digit : 0;
  return (
    <button
      type="button"
      className={styles.other}
      style={{ height }}
      aria-label={t('compare.hear', { name, digit })}
      onClick={() => {
        listening.switchTo(digit);
      }}
    >
      <kbd>{digit}</kbd> {name}
    </button>
  );
}
