import type { ReportPictures } from '../../../api/reports';

// Twice what is printed, so that it is sharp on paper.
const WIDTH = 240;
const HEIGHT = 136;
const QUALITY = 0.72;

/**
 * Takes small pictures of a movie, for paper.
 *
 * @param seconds where to look, in seconds of the movie, by the id that the picture is for.
 * @param onProgress hears how many have been taken.
 * @throws Error when the movie cannot be played here.
 */
export async function takePictures(
  address: string,
  seconds: ReadonlyMap<string, number>,
  onProgress: (taken: number) => void,
  signal: AbortSignal,
): Promise<ReportPictures> {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const drawing = canvas.getContext('2d');
  const pictures: Record<string, string> = {};
  try {
    const ready = once(video, 'loadeddata', signal);
    video.src = address;
    await ready;
    for (const [id, at] of seconds) {
      // Where no picture is there is none to take.
      if (at >= 0 && at < video.duration && drawing) {
        const sought = once(video, 'seeked', signal);
        video.currentTime = at;
        await sought;
        drawFitted(drawing, video);
        pictures[id] = canvas.toDataURL('image/jpeg', QUALITY).replace(/^.*,/, '');
      }
      onProgress(Object.keys(pictures).length);
    }
    return pictures;
  } finally {
    video.removeAttribute('src');
    video.load();
  }
}

/** The whole frame, with black where it is not as wide or as high as the picture. */
function drawFitted(drawing: CanvasRenderingContext2D, video: HTMLVideoElement): void {
  const scale = Math.min(WIDTH / video.videoWidth, HEIGHT / video.videoHeight);
  const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
  drawing.fillRect(0, 0, WIDTH, HEIGHT);
  drawing.drawImage(video, (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height);
}

function once(video: HTMLVideoElement, event: 'loadeddata' | 'seeked', signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = new AbortController();
    const options = { once: true, signal: over.signal };
    const fail = (error: Error) => {
      over.abort();
      reject(error);
    };
    video.addEventListener(
      event,
      () => {
        over.abort();
        resolve();
      },
      options,
    );
    video.addEventListener(
      'error',
      () => {
        fail(new Error(video.error?.message ?? ''));
      },
      options,
    );
    signal.addEventListener(
      'abort',
      () => {
        fail(new DOMException('', 'AbortError'));
      },
      options,
    );
  });
}
