import type { Peaks } from '@segue/media-analysis/peaks';
import type { PlacedTempoMap, TimecodeFormat } from '@segue/timecode';
import { themeOf } from '../../../ui/theme/theme-of';
import { barTicks } from './bar-ruler';
import { drawSamples, type Area, type SampleSpan } from './draw-samples';
import { columns, ticks, xOf, type Tick, type View } from './geometry';

/** One sound in its row. */
interface DrawnLane {
  /** Null until they are here. */
  readonly peaks: Peaks | null;
  /** The samples in view, where it is so close that peaks would not do; null elsewhere, and until they are here. */
  readonly samples: SampleSpan | null;
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
  /** Positions at which one shot meets the next, in flicks. */
  readonly edits: readonly number[];
  readonly format: TimecodeFormat;
  /** Null for music without a tempo map: then there is no ruler of bars. */
  readonly tempo: PlacedTempoMap | null;
}

const TIMECODE_HEIGHT = 20;
const BARS_HEIGHT = 16;
/** A label of eleven characters at 11 px, and some air. */
const LABELS_APART = 96;
const BARS_APART = 40;
/** Closer together than this, hairlines would be a tone. */
const EDITS_APART = 4;

/** Height of the rulers above the lanes, in pixels. */
export function rulersHeight(tempo: PlacedTempoMap | null): number {
  return TIMECODE_HEIGHT + (tempo ? BARS_HEIGHT : 0);
}

/** Draws rulers and waveforms, everything that does not move while playing. Sizes in CSS pixels. */
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
  const colour = themeOf(canvas);
  const { tempo, laneHeight } = content;
  const top = rulersHeight(tempo);

  context.font = `11px ${colour('--font-timecode')}`;
  context.textBaseline = 'middle';
  const ruler = (lines: readonly Tick[], from: number, to: number, end: number): void => {
    for (const { position, label } of lines) {
      const x = Math.round(xOf(position, view));
      context.fillStyle = colour('--line');
      context.fillRect(x, from, 1, end - from);
      context.fillStyle = colour('--ink-faint');
      context.fillText(label, x + 4, (from + to) / 2);
    }
  };
  ruler(ticks(view, content.format, LABELS_APART), 0, TIMECODE_HEIGHT, height);
  if (tempo) ruler(barTicks(view, tempo, BARS_APART), TIMECODE_HEIGHT, top, top);

  content.lanes.forEach(({ peaks, samples, start, faint }, index) => {
    const laneTop = top + index * laneHeight;
    context.fillStyle = colour('--line');
    context.fillRect(0, laneTop, view.width, 1);
    const area = {
      view,
      ratio,
      top: laneTop + 1,
      height: laneHeight - 1,
      wave: colour(faint ? '--wave-faint' : '--wave'),
      axis: colour('--line-strong'),
    };
    if (samples) drawSamples(context, samples, start, area);
    else if (peaks) drawChannels(context, peaks, start, area);
  });
  drawEdits(context, content.edits, view, top, height, colour('--ink-faint'));
  if (content.cue) drawCue(context, content.cue, view, top, height, colour('--ink-faint'));
  drawHits(context, content.hits, view, top, height, colour('--warn'));
}

/** Where one shot meets the next: hairlines, as long as they can be told apart. */
function drawEdits(
  context: CanvasRenderingContext2D,
  edits: readonly number[],
  view: View,
  top: number,
  bottom: number,
  colour: string,
): void {
  const xs = edits.map((position) => xOf(position, view)).filter((x) => x >= 0 && x <= view.width);
  if (xs.length * EDITS_APART > view.width) return;
  context.globalAlpha = 0.8;
  context.fillStyle = colour;
  for (const x of xs) context.fillRect(Math.round(x), top, 1, bottom - top);
  context.globalAlpha = 1;
}

function drawCue(
  context: CanvasRenderingContext2D,
  cue: { readonly start: number; readonly end: number },
  view: View,
  top: number,
  bottom: number,
  colour: string,
): void {
  context.strokeStyle = colour;
  context.setLineDash([3, 3]);
  for (const edge of [cue.start, cue.end]) {
    const x = Math.round(xOf(edge, view)) + 0.5;
    context.beginPath();
    context.moveTo(x, top);
    context.lineTo(x, bottom);
    context.stroke();
  }
  context.setLineDash([]);
}

/** Hits stand on the ground, so that they are not taken for notes. */
function drawHits(
  context: CanvasRenderingContext2D,
  hits: readonly number[],
  view: View,
  top: number,
  bottom: number,
  colour: string,
): void {
  context.fillStyle = colour;
  for (const hit of hits) {
    const x = Math.round(xOf(hit, view));
    context.fillRect(x, top, 1, bottom - top);
    context.beginPath();
    context.moveTo(x - 4, bottom);
    context.lineTo(x + 5, bottom);
    context.lineTo(x + 0.5, bottom - 6);
    context.fill();
  }
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
