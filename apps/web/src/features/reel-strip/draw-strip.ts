import type { CueStanding, Cut } from '@segue/protocol';
import { timecodeLabel, type TimecodeFormat } from '@segue/timecode';
import { themeOf } from '../../ui/theme/theme-of';
import type { StripCue, StripNote } from './strip-items';
import { lengthShareOf, rulerTicks, shareOf, type Stretch } from './strip-view';

export interface StripContent {
  readonly format: TimecodeFormat;
  readonly cut: Cut | null;
  readonly blocks: readonly StripCue[];
  readonly notes: readonly StripNote[];
  /** What a reel is called over its beginning. */
  readonly reelName: (number: number) => string;
}

/** In CSS pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}

interface Painter extends Size {
  readonly context: CanvasRenderingContext2D;
  readonly view: Stretch;
  /** A colour or font of the theme. */
  readonly of: (name: string) => string;
}

/** Above and below the cues, as the links over them have it in the style sheet. */
const ABOVE = 18;
const BELOW = 14;
/** Room for one label of the ruler. */
const LABEL = 104;
/** Narrower than this a cue has no room for its sign, then for its number. */
const ROOM = { sign: 14, number: 40 };
/** So narrow is a cue at least. */
const NARROWEST = 3;
/** A dot and the air around it. */
const DOT = 5;

const COLOURS: Readonly<Record<CueStanding, string>> = {
  spotted: '--ink-faint',
  'in review': '--ink-soft',
  noted: '--warn',
  must: '--bad',
  declined: '--bad',
  stale: '--warn',
  signed: '--good',
};

/** How much of its colour fills a cue: its state is told by colour, by sign and by how it is filled. */
const FILLED: Readonly<Record<CueStanding, number>> = {
  spotted: 0,
  'in review': 0.3,
  noted: 0.3,
  must: 0.3,
  declined: 0.12,
  stale: 0,
  signed: 0.3,
};

/** Signs in a square of 24. */
const SIGNS: Partial<Record<CueStanding, string>> = {
  must: 'M12 19v.01 M12 15v-10',
  declined: 'M18 6l-12 12 M6 6l12 12',
  stale: 'M12 9v4 M12 16v.01 M12 3l-10 17h20z',
  signed: 'M5 12l5 5l10 -10',
};

/** What is more pressing hides what lies under it. */
const PRESSING: Readonly<Record<StripNote['state'], number>> = { done: 0, open: 1, must: 2 };

/** Draws all of the strip that is only seen: timecodes, reels, cues and notes. Links to the cues lie over it. */
export function drawStrip(canvas: HTMLCanvasElement, size: Size, view: Stretch, content: StripContent): void {
  const context = canvas.getContext('2d');
  if (!context) return;
  const ratio = window.devicePixelRatio;
  canvas.width = Math.round(size.width * ratio);
  canvas.height = Math.round(size.height * ratio);
  context.scale(ratio, ratio);
  context.textBaseline = 'middle';
  const painter: Painter = { ...size, context, view, of: themeOf(canvas) };
  drawRuler(painter, content);
  drawCues(painter, content.blocks);
  drawNotes(painter, content.notes);
}

function drawRuler({ context, width, height, view, of }: Painter, { format, cut, reelName }: StripContent) {
  const line = (at: number, colour: string): number => {
    const x = Math.round(shareOf(at, view) * width);
    context.fillStyle = colour;
    context.fillRect(x, 0, 1, height);
    return x;
  };
  context.font = `10px ${of('--font-timecode')}`;
  const [faint, soft] = [of('--line'), of('--line-strong')];
  for (const at of rulerTicks(view, Math.floor(width / LABEL))) {
    const x = line(at, faint);
    // The last line may stand so near the end that its label would be cut off.
    if (width - x < LABEL) continue;
    context.fillStyle = of('--ink-faint');
    context.fillText(timecodeLabel(at, format), x + 4, 9);
  }
  for (const { number, startFlicks } of cut?.reels ?? []) {
    if (startFlicks < view.from || startFlicks >= view.to) continue;
    const x = line(startFlicks, soft);
    context.fillStyle = of('--ink-soft');
    context.fillText(reelName(number), x + 4, height - 5);
  }
}

/** Where cues overlap, all are half as high. */
function drawCues({ context, width, height, view, of }: Painter, blocks: readonly StripCue[]): void {
  const lanes = blocks.some(({ lane }) => lane > 0) ? 2 : 1;
  const area = height - ABOVE - BELOW;
  const high = Math.floor((area - 2) / lanes);
  const [ground, ink, soft, warn] = [of('--ground-sunken'), of('--ink'), of('--ink-soft'), of('--warn')];
  const colours = new Map(Object.entries(COLOURS).map(([standing, name]) => [standing, of(name)]));
  context.font = `${lanes === 1 ? 11 : 10}px ${of('--font-timecode')}`;
  for (const block of blocks) {
    if (block.to <= view.from || block.from >= view.to) continue;
    const { standing, cue } = block;
    const colour = colours.get(standing) ?? ink;
    const x = Math.round(shareOf(block.from, view) * width);
    const wide = Math.max(NARROWEST, Math.round(lengthShareOf(block, view) * width));
    const y = ABOVE + 1 + Math.floor((block.lane * area) / 2);

    if (standing !== 'spotted') {
      context.fillStyle = ground;
      context.fillRect(x, y, wide, high);
      context.fillStyle = colour;
      context.globalAlpha = FILLED[standing];
      context.fillRect(x, y, wide, high);
      context.globalAlpha = 1;
    }
    const isRoomy = wide > ROOM.sign;
    if (isRoomy || standing === 'stale') {
      context.save();
      context.beginPath();
      context.rect(x, y, wide - 2, high);
      context.clip();
      if (standing === 'stale') hatch(context, colour, x, y, wide, high);
      const sign = isRoomy ? SIGNS[standing] : undefined;
      if (sign !== undefined) drawSign(context, sign, colour, x + 4, y + high / 2);
      if (wide > ROOM.number) {
        context.fillStyle = standing === 'spotted' ? soft : ink;
        context.fillText(cue.number, x + (sign === undefined ? 4 : 17), y + high / 2 + 0.5);
      }
      context.restore();
    }
    context.strokeStyle = colour;
    context.setLineDash(standing === 'spotted' && isRoomy ? [3, 3] : []);
    context.strokeRect(x + 0.5, y + 0.5, wide - 1, high - 1);
    if (block.writtenTo !== null) {
      context.fillStyle = warn;
      for (let dot = x; dot < x + wide; dot += 4) context.fillRect(dot, y + high - 2, 2, 2);
    }
  }
  context.setLineDash([]);
}

function hatch(
  context: CanvasRenderingContext2D,
  colour: string,
  x: number,
  y: number,
  wide: number,
  high: number,
): void {
  context.globalAlpha = 0.35;
  context.strokeStyle = colour;
  context.lineWidth = 3;
  context.beginPath();
  for (let from = x - high; from < x + wide; from += 8) {
    context.moveTo(from, y + high);
    context.lineTo(from + high, y);
  }
  context.stroke();
  context.lineWidth = 1;
  context.globalAlpha = 1;
}

/** A sign of eleven pixels, with its left edge at `x` and its middle at `y`. */
function drawSign(context: CanvasRenderingContext2D, sign: string, colour: string, x: number, y: number) {
  context.save();
  context.translate(x, y - 5.5);
  context.scale(11 / 24, 11 / 24);
  context.strokeStyle = colour;
  context.lineWidth = 2.5;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke(new Path2D(sign));
  context.restore();
}

/** Musts are diamonds, what is done is hollow. The names of the cues count them for those who listen. */
function drawNotes({ context, width, height, view, of }: Painter, notes: readonly StripNote[]): void {
  const places = new Map<number, StripNote['state']>();
  for (const { at, state } of notes) {
    const share = shareOf(at, view);
    if (share < 0 || share >= 1) continue;
    const place = Math.floor((share * width) / DOT);
    const there = places.get(place);
    if (there === undefined || PRESSING[there] < PRESSING[state]) places.set(place, state);
  }
  const y = height - 7.5;
  const [open, must, done] = [of('--warn'), of('--bad'), of('--ink-faint')];
  for (const [place, state] of places) {
    const x = place * DOT + DOT / 2;
    context.beginPath();
    if (state === 'must') {
      context.moveTo(x, y - 3.5);
      context.lineTo(x + 3.5, y);
      context.lineTo(x, y + 3.5);
      context.lineTo(x - 3.5, y);
    } else context.arc(x, y, state === 'open' ? 2.5 : 2, 0, 2 * Math.PI);
    context.closePath();
    context.fillStyle = state === 'must' ? must : open;
    context.strokeStyle = done;
    if (state === 'done') context.stroke();
    else context.fill();
  }
}
