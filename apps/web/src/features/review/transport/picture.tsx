import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { movieAddress } from '../../../api/cuts';
import { useReview } from '../review-context';
import styles from './picture.module.css';
import { useSoundAtHand, useTransportState } from './use-transport';

/** The picture. It follows the sound, and is heard itself only where there is none. */
export function Picture() {
  const { t } = useTranslation('review');
  const { transport, cut } = useReview();
  const { pictureHere, problem } = useTransportState(transport);
  const video = useRef<HTMLVideoElement>(null);
  const movie = cut && movieAddress(cut);
  const hasMovie = movie !== null;

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
  return (
    <div className={styles.picture}>
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
}
