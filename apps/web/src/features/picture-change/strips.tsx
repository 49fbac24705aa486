import type { PictureChange } from '@segue/conform';
import { formatTimecode, type TimecodeFormat } from '@segue/timecode';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { CarriedItem } from './carried-items';
import styles from './picture-change.module.css';

interface Props {
  readonly change: PictureChange;
  readonly format: TimecodeFormat;
  readonly oldName: string;
  readonly newName: string;
  /** Drawn as marks on both strips: where they were, and where they are. */
  readonly items: readonly CarriedItem[];
  readonly flicksPerFrame: number;
}

// The drawing's own units; it is stretched to the width there is.
const WIDTH = 1200;
const STRIP = 22;
const BANDS = 64;
const HEIGHT = 2 * STRIP + BANDS;

/** Old and new cut as two strips over one time, with bands between what is the same picture. */
export function Strips({ change, format, oldName, newName, items, flicksPerFrame }: Props) {
  const { t } = useTranslation('picture-change');
  const title = useId();
  const { before, after, blocks, removed, added } = change;
  const scale = WIDTH / Math.max(1, before.out - before.in, after.out - after.in);
  const old = (frame: number) => (frame - before.in) * scale;
  const now = (frame: number) => (frame - after.in) * scale;
  const low = STRIP + BANDS;
  return (
    <figure className={styles.strips}>
      <figcaption id={title} className={styles.caption}>
        <span>{t('strips.old', { cut: oldName, from: formatTimecode(before.in, format) })}</span>
        <span className={styles.legend}>
          {(['kept', 'moved', 'retimed', 'removed', 'added'] as const).map((act) => (
            <span key={act} data-act={act}>
              {t(`acts.${act}`)}
            </span>
          ))}
        </span>
      </figcaption>
      <svg
        className={styles.drawing}
        viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
        preserveAspectRatio="none"
        role="img"
        aria-labelledby={title}
      >
        <rect className={styles.strip} x={0} y={0} width={old(before.out)} height={STRIP} />
        <rect className={styles.strip} x={0} y={low} width={now(after.out)} height={STRIP} />
        {blocks.map((block) => {
          const act = block.retimed ? 'retimed' : block.before.in === block.after.in ? 'kept' : 'moved';
          const [a, b] = [old(block.before.in), old(block.before.out)];
          const [c, d] = [now(block.after.in), now(block.after.out)];
          return (
            <g key={block.before.in} data-act={act} className={styles.band}>
              <rect x={a} y={0} width={b - a} height={STRIP} />
              <path
                d={`M${String(a)} ${String(STRIP)}H${String(b)}L${String(d)} ${String(low)}H${String(c)}Z`}
              />
              <rect x={c} y={low} width={d - c} height={STRIP} />
            </g>
          );
        })}
        {removed.map((span) => (
          <rect
            key={span.in}
            data-act="removed"
            className={styles.gone}
            x={old(span.in)}
            y={0}
            width={Math.max(1, old(span.out) - old(span.in))}
            height={STRIP}
          />
        ))}
        {added.map((span) => (
          <rect
            key={span.in}
            data-act="added"
            className={styles.come}
            x={now(span.in)}
            y={low}
            width={Math.max(1, now(span.out) - now(span.in))}
            height={STRIP}
          />
        ))}
        {[...items].sort(cuesFirst).map((item) => (
          <g key={`${item.kind} ${item.id}`} className={styles.mark} data-kind={item.kind}>
            <Mark item={item} place={item.old} flicksPerFrame={flicksPerFrame} at={old} top={0} />
            <Mark item={item} place={item.now} flicksPerFrame={flicksPerFrame} at={now} top={low} />
          </g>
        ))}
      </svg>
      <div className={styles.caption}>
        <span>{t('strips.new', { cut: newName, from: formatTimecode(after.in, format) })}</span>
      </div>
    </figure>
  );
}

/** Points are drawn over the cues that they lie in. */
function cuesFirst(a: CarriedItem, b: CarriedItem): number {
  return Number(b.kind === 'cue') - Number(a.kind === 'cue');
}

interface MarkProps {
  readonly item: CarriedItem;
  readonly place: CarriedItem['old'];
  readonly flicksPerFrame: number;
  readonly at: (frame: number) => number;
  readonly top: number;
}

/** A cue as a bar along the middle of its strip, points as ticks through it. */
function Mark({ item, place, flicksPerFrame, at, top }: MarkProps) {
  const x = at(place.in / flicksPerFrame);
  const width = place.out === null ? 0 : at(place.out / flicksPerFrame) - x;
  const isBar = item.kind === 'cue';
  return (
    <rect
      x={x}
      y={isBar ? top + STRIP / 2 - 2 : top + 3}
      width={Math.max(1.6, isBar ? width : 0)}
      height={isBar ? 4 : STRIP - 6}
    />
  );
}
