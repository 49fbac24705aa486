import { Button } from '@mantine/core';
import type { BoardNote } from '@segue/review-document';
import { lazy, memo, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { movieAddress } from '../../../api/cuts';
import type { Sketch } from '../drawing/sketch';
import { useReview } from '../review-context';
import type { StreamerChoice } from '../streamers/streamer-choice';
import styles from './picture.module.css';
import { usePictureSize } from './use-picture-size';
import { useSoundAtHand, useTransportState } from './use-transport';

// Most notes are words: what draws comes when something was drawn.
const DrawingLayer = lazy(() => import('../drawing/drawing-layer'));
const DrawingBoard = lazy(() => import('../drawing/drawing-board'));
const StreamerLayer = lazy(() => import('../streamers/streamer-layer'));
const ClickPlayer = lazy(() => import('../streamers/click-player'));

interface Props {
  /** The notes whose drawings are shown. */
  readonly notes: readonly BoardNote[];
  /** What is being drawn; null when nothing is. */
  readonly sketch: Sketch | null;
  readonly onSketched: () => void;
  readonly streamers: StreamerChoice;
}

/** The picture. It follows the sound, and is heard itself only where there is none. */
export const Picture = memo(function Picture({ notes, sketch, onSketched, streamers }: Props) {
  const { t } = useTranslation('review');
  const { transport, cut } = useReview();
  const { pictureHere, problem } = useTransportState(transport);
  const video = useRef<HTMLVideoElement>(null);
  const [drawingsHidden, setDrawingsHidden] = useState(false);
  const drawn = useMemo(() => notes.filter((note) => note.drawing && !note.withdrawn), [notes]);
  const movie = cut && movieAddress(cut);
  const hasMovie = movie !== null;
  const size = usePictureSize(video, movie);

  useSoundAtHand(transport);
  useEffect(
    () => (hasMovie && video.current ? transport.attachPicture(video.current) : undefined),
    [transport, hasMovie],
  );

  const said =
    problem === 'blocked'
      ? t('picture.blocked')
      : problem === 'sound'
        ? t('picture.soundFailed')
        : problem === 'picture'
          ? t('picture.pictureFailed')
          : !cut
            ? t('picture.noCut')
            : !hasMovie
              ? t('picture.noMovie', { cut: cut.name })
              : pictureHere
                ? null
                : t('picture.outside');
  const seen = pictureHere && problem !== 'picture' ? size : null;
  const board = seen && sketch;
  return (
    <div className={styles.picture} data-drawn-on={board !== null || undefined}>
      {hasMovie && (
        // reason: playing is for the transport alone, so the element offers no controls of its own.
        <video
          ref={video}
          className={styles.movie}
          src={movie}
          preload="auto"
          playsInline
          muted
          aria-label={t('picture.label')}
          data-shown={(pictureHere && problem !== 'picture') || undefined}
          onClick={() => {
            transport.toggle();
          }}
        />
      )}
      <Suspense>
        {board ? (
          <DrawingBoard sketch={board} size={seen} onClose={onSketched} />
        ) : (
          seen &&
          drawn.length > 0 && (
            <DrawingLayer notes={drawn} size={seen} hidden={drawingsHidden} onHidden={setDrawingsHidden} />
          )
        )}
        {seen && !board && streamers.kind !== 'off' && <StreamerLayer size={seen} choice={streamers} />}
        {streamers.click && <ClickPlayer />}
      </Suspense>
      {said !== null && (
        <div className={styles.said} role={problem === null ? undefined : 'alert'}>
          <p>{said}</p>
          {problem === 'blocked' && (
            <Button
              onClick={() => {
                transport.play(1);
              }}
            >
              {t('transport.play')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
});
