import type { CueSummary, Cut, Film, NoteDots } from '@segue/protocol';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cuesQuery } from '../../api/cues';
import { cutsQuery } from '../../api/cuts';
import { noteDotsQuery } from '../../api/picture-changes';
import { usePlaces } from '../../places/use-places';
import { useRoomLinks } from '../../ui/room-links';
import { ZoomButtons } from '../../ui/zoom-buttons';
import { CueCaption } from './cue-caption';
import { CueLinks } from './cue-links';
import { DrawnStrip } from './drawn-strip';
import styles from './reel-strip.module.css';
import { Playhead, type FollowedPlayhead } from './playhead';
import { stripCues, stripNotes } from './strip-items';
import { lengthShareOf, shareOf, wholeFilm, type Stretch } from './strip-view';
import { useStripView } from './use-strip-view';

interface Props {
  readonly film: Film;
  /** The cut that is shown; the newest when it is left out. */
  readonly cutId?: string | undefined;
  /** The cue whose page this is. */
  readonly current?: string | undefined;
  readonly playhead?: FollowedPlayhead | undefined;
}

const NO_CUES: readonly CueSummary[] = [];
const NO_CUTS: readonly Cut[] = [];
const NO_NOTES: readonly NoteDots[] = [];
/** So long somebody points to a cue that means to open it, in milliseconds. */
const LINGERS = 80;

/** The whole film as one strip: its reels, its cues by how far they have come, and its notes. */
export function ReelStrip({ film, cutId, current, playhead }: Props) {
  const { t } = useTranslation('reel-strip');
  const { data: cues = NO_CUES } = useQuery(cuesQuery(film.id));
  const { data: cuts = NO_CUTS } = useQuery(cutsQuery(film.id));
  const { data: notes = NO_NOTES } = useQuery(noteDotsQuery(film.id));
  const cut = cuts.find(({ id }) => id === cutId) ?? cuts.at(-1) ?? null;
  const said = useMemo(() => [...cues, ...notes].map((placed) => placed.cutId), [cues, notes]);
  const places = usePlaces(film, cuts, cut, said);
  const blocks = useMemo(() => stripCues(cues, places, cuts, cut), [cues, places, cuts, cut]);
  const dots = useMemo(() => stripNotes(notes, places), [notes, places]);
  const whole = useMemo((): Stretch => {
    const start = cut?.startFlicks ?? film.startFlicks;
    const length = cut?.movie?.facts.lengthFlicks;
    return wholeFilm(
      start,
      length === undefined ? null : start + length,
      blocks.map((block) => ({ inFlicks: block.from, outFlicks: block.to })),
    );
  }, [film.startFlicks, cut, blocks]);
  const { rate, dropFrame } = film;
  const content = useMemo(
    () => ({
      format: { rate, dropFrame },
      cut,
      blocks,
      notes: dots,
      reelName: (number: number) => t('reel', { number }),
    }),
    [rate, dropFrame, cut, blocks, dots, t],
  );
  const { ref, width, height } = useElementSize();
  const { view, setElement, track, drag, zoom, reach, showWhole } = useStripView(whole, playhead);
  const trackRef = useMergedRef(ref, setElement);
  const [pointed, setPointed] = useState<string | null>(null);
  const shown = blocks.find(({ cue }) => cue.id === pointed) ?? null;
  const links = useRoomLinks(film.id);
  const zoomMiddle = useCallback(
    (factor: number) => {
      zoom(1 / factor, 'middle');
    },
    [zoom],
  );
  useEffect(() => {
    if (pointed === null) return;
    const timer = setTimeout(() => {
      links.prepare(pointed);
    }, LINGERS);
    return () => {
      clearTimeout(timer);
    };
  }, [pointed, links]);

  return (
    <nav className={styles.strip} aria-label={t('label')}>
      <div className={styles.tools}>
        <ZoomButtons
          closer={t('closer')}
          further={t('further')}
          whole={t('whole')}
          isWhole={view.from === whole.from && view.to === whole.to}
          onZoom={zoomMiddle}
          onWhole={showWhole}
        />
      </div>
      <div ref={trackRef} className={styles.track} {...track}>
        <DrawnStrip view={view} width={width} height={height} content={content} />
        {blocks.length === 0 && <p className={styles.empty}>{t('empty')}</p>}
        <div className={styles.window}>
          <CueLinks
            links={links}
            blocks={blocks}
            whole={whole}
            view={view}
            current={current}
            onPoint={setPointed}
            onReach={reach}
            onZoom={zoom}
            onWhole={showWhole}
          />
        </div>
        {playhead && <Playhead playhead={playhead} view={view} />}
        {drag && (
          <div
            className={styles.drag}
            style={{
              left: `${100 * shareOf(drag.from, view)}%`,
              width: `${100 * lengthShareOf(drag, view)}%`,
            }}
          />
        )}
        {shown && <CueCaption block={shown} film={film} view={view} />}
      </div>
    </nav>
  );
}
