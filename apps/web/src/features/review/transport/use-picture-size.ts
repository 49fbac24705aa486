import type { PictureSize } from '@segue/review-document';
import { useEffect, useState, type RefObject } from 'react';

/** How large the movie's own picture is, in its pixels; null before the element knows it, and without one. */
export function usePictureSize(
  video: RefObject<HTMLVideoElement | null>,
  movie: string | null,
): PictureSize | null {
  const [size, setSize] = useState<PictureSize | null>(null);
  useEffect(() => {
    const element = video.current;
    if (!element || movie === null) return;
    const read = () => {
      const { videoWidth: width, videoHeight: height } = element;
      setSize(width > 0 ? { width, height } : null);
    };
    // It may have been told before anybody listened: the element loads from the moment it is made.
    read();
    element.addEventListener('resize', read);
    element.addEventListener('loadedmetadata', read);
    return () => {
      element.removeEventListener('resize', read);
      element.removeEventListener('loadedmetadata', read);
      setSize(null);
    };
  }, [video, movie]);
  return size;
}
