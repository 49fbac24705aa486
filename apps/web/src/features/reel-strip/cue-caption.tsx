import type { Film } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import { Timecode } from '../../ui/timecode';
import styles from './reel-strip.module.css';
import type { StripCue } from './strip-items';
import { shareOf, type Stretch } from './strip-view';

/** What the pointed cue is, beside its block. */
export function CueCaption({ block, film, view }: { block: StripCue; film: Film; view: Stretch }) {
  const { t } = useTranslation('reel-strip');
  const { cue, standing, writtenTo } = block;
  const share = shareOf((block.from + block.to) / 2, view);
  return (
    // Read out with the link that it belongs to.
    <div
      className={styles.caption}
      data-side={share > 0.6 ? 'left' : 'right'}
      style={{ left: `${100 * Math.min(1, Math.max(0, share))}%` }}
      aria-hidden
    >
      <strong>
        {cue.number} {cue.title}
      </strong>
      <span>
        <Timecode flicks={cue.inFlicks} format={film} /> – <Timecode flicks={cue.outFlicks} format={film} />
      </span>
      <span>
        {cue.newest && `${t('version', { number: cue.newest.number })} · `}
        {t(`standings.${standing}`)}
        {cue.openNotes > 0 && ` · ${t('open', { count: cue.openNotes })}`}
        {writtenTo !== null && ` · ${t('writtenTo', { cut: writtenTo })}`}
      </span>
    </div>
  );
}
