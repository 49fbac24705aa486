import { flicksToSeconds } from '@segue/timecode';
import type { View } from './geometry';

/** Where a lane is drawn. Sizes in CSS pixels; `ratio` is pixels of the screen for each. */
export interface Area {
  readonly view: View;
  readonly ratio: number;
  readonly top: number;
  readonly height: number;
  readonly wave: string;
  readonly axis: string;
}

/** A part of a sound. */
export interface SampleSpan {
  readonly sampleRate: number;
  /** Number of the first sample, counted from the start of the sound. */
  readonly first: number;
  /** One array per channel, full scale at 1. */
  readonly channels: readonly Float32Array[];
}

/** From here on each sample is a dot that can be told from the next. */
const DOTS_APART = 5;

/**
 * Draws the line through the samples themselves. `start` is the position of sample 0, in flicks. Of more samples than there
 * are pixels the lowest and the highest are met, which looks the same.
 */
export function drawSamples(
  context: CanvasRenderingContext2D,
  { sampleRate, first, channels }: SampleSpan,
  start: number,
  { view, ratio, top, height, wave, axis }: Area,
): void {
  const pixelsPerSample = view.width / (flicksToSeconds(view.end - view.start) * sampleRate);
  const firstX = (flicksToSeconds(start - view.start) * sampleRate + first) * pixelsPerSample;
  /** So many lie on half a pixel of the screen. */
  const together = Math.max(1, Math.floor(1 / (2 * pixelsPerSample * ratio)));
  const lane = height / channels.length;
  channels.forEach((samples, channel) => {
    const middle = top + lane * (channel + 0.5);
    const reach = lane / 2 - 2;
    context.fillStyle = axis;
    context.fillRect(0, middle, view.width, 1);
    context.strokeStyle = wave;
    context.fillStyle = wave;
    context.beginPath();
    const from = Math.max(0, together * Math.floor(-firstX / pixelsPerSample / together));
    const to = Math.min(samples.length, Math.ceil((view.width - firstX) / pixelsPerSample) + 1);
    for (let i = from; i < to; i += together) {
      let [low, high] = [Infinity, -Infinity];
      for (let at = i; at < Math.min(to, i + together); at++) {
        const sample = samples[at] ?? 0;
        low = Math.min(low, sample);
        high = Math.max(high, sample);
      }
      const x = firstX + i * pixelsPerSample;
      context.lineTo(x, middle - low * reach);
      if (high > low) context.lineTo(x, middle - high * reach);
    }
    context.stroke();
    if (pixelsPerSample < DOTS_APART) return;
    for (let i = from; i < to; i++)
      context.fillRect(firstX + i * pixelsPerSample - 1.5, middle - (samples[i] ?? 0) * reach - 1.5, 3, 3);
  });
}
