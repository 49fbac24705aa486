import type { Peaks } from '@segue/media-analysis/peaks';
import type { TimecodeFormat } from '@segue/timecode';
import { columns, ticks, xOf, type View } from './geometry';

/** One sound in its row. */
export interface DrawnLane {
  /** Null until they are here. */
  readonly peaks: Peaks | null;
  /** Position of the first sample, in flicks. */
  readonly start: number;
  /** Not heard now. */
  readonly faint: boolean;
}

export interface WaveformContent {
  readonly lanes: readonly DrawnLane[];
  readonly laneHeight: number;
  readonly cue: { readonly start: number; readonly end: number } | null;
  /** Positions that the music must meet, in flicks. */
  readonly hits: readonly number[];
  readonly format: TimecodeFormat;
}

export const RULER_HEIGHT = 20;
/** A label of eleven characters at 11 px, and some air. */
const LABELS_APART = 96;

/** Draws ruler and waveform, everything that does not move while playing. Sizes in CSS pixels. */
export function drawWaveform(
  canvas: HTMLCanvasElement,
  height: number,
  view: View,
  content: WaveformContent,
): void {
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(view.width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const colour = (name: string): string => style.getPropertyValue(name);

  context.font = `11px ${colour('--font-timecode')}`;
  context.textBaseline = 'middle';
  for (const { position, label } of ticks(view, content.format, LABELS_APART)) {
    const x = Math.round(xOf(position, view)) + 0.5;
    context.fillStyle = colour('--line');
    context.fillRect(x - 0.5, 0, 1, height);
    context.fillStyle = colour('--ink-faint');
    context.fillText(label, x + 4, RULER_HEIGHT / 2);
  }
  if (content.cue) {
    context.strokeStyle = colour('--ink-faint');
    context.setLineDash([3, 3]);
    for (const edge of [content.cue.start, content.cue.end]) {
      const x = Math.round(xOf(edge, view)) + 0.5;
      context.beginPath();
      context.moveTo(x, RULER_HEIGHT);
      context.lineTo(x, height);
      context.stroke();
    }
    context.setLineDash([]);
  }
  content.lanes.forEach(({ peaks, start, faint }, index) => {
    const top = RULER_HEIGHT + index * content.laneHeight;
    context.fillStyle = colour('--line');
    context.fillRect(0, top, view.width, 1);
    if (!peaks) return;
    drawChannels(context, peaks, start, {
      view,
      ratio,
      top: top + 1,
      height: content.laneHeight - 1,
      wave: colour(faint ? '--wave-faint' : '--wave'),
      axis: colour('--line-strong'),
    });
  });
  context.fillStyle = colour('--warn');
  for (const hit of content.hits) {
    const x = Math.round(xOf(hit, view));
    context.fillRect(x, RULER_HEIGHT, 1, height);
    context.beginPath();
    context.moveTo(x - 4, height);
    context.lineTo(x + 5, height);
    context.lineTo(x + 0.5, height - 6);
    context.fill();
  }
}

interface Area {
  readonly view: View;
  readonly ratio: number;
  readonly top: number;
  readonly height: number;
  readonly wave: string;
  readonly axis: string;
}

function drawChannels(context: CanvasRenderingContext2D, peaks: Peaks, soundStart: number, area: Area): void {
  // One column for each pixel of the screen, not of the style sheet.
  const fine = { ...area.view, width: Math.round(area.view.width * area.ratio) };
  const lane = area.height / peaks.channels;
  for (let channel = 0; channel < peaks.channels; channel++) {
    const middle = area.top + lane * (channel + 0.5);
    const reach = lane / 2 - 2;
    const drawn = columns(peaks, channel, soundStart, fine);
    context.fillStyle = area.axis;
    context.fillRect(0, middle, area.view.width, 1 / area.ratio);
    context.fillStyle = area.wave;
    context.beginPath();
    for (let x = 0; x < fine.width; x++) {
      const low = drawn[2 * x] ?? NaN;
      const high = drawn[2 * x + 1] ?? NaN;
      if (Number.isNaN(low)) continue;
      context.rect(
        x / area.ratio,
        middle - high * reach,
        1 / area.ratio,
        Math.max(1 / area.ratio, (high - low) * reach),
      );
    }
    context.fill();
  }
}
