import { flicksToFrame, frameRate, frameToFlicks, type Flicks, type TimecodeFormat } from '@segue/timecode';
import { markerAt, type Marker, type Reading, type Timeline } from './marker.js';
import { tagged, untagged } from './note-tag.js';
import { labelOf, lengthInFrames, outAfter } from './positions.js';
import { premiereColourOf, premiereValueOf } from './premiere-colours.js';
import { encodeText, lineAt, nothing, oneLine, type Problems } from './text.js';
import { xmlText } from './xml-text.js';
import { childOf, textOf, type XmlElement } from './xml.js';
import { framesIn, openXmeml, xmemlRateOf } from './xmeml-sequence.js';

/** Where frames are counted from, and how. */
interface Clock {
  readonly zero: Flicks;
  readonly format: TimecodeFormat;
}

/**
 * Reads the markers of a sequence, and of the clips in it, from the XML of Final Cut Pro 7, as Premiere and Resolve export
 * it. Says nothing of authors, states and dates. Title, rate and start are the file's own where it states them. Of several
 * sequences the first one is read.
 */
export function parseXmeml(bytes: Uint8Array, timeline: Timeline): Reading<Marker> {
  const opened = openXmeml(bytes, timeline);
  if ('what' in opened) return nothing(opened.where, opened.what);
  const { sequence, format, start, stated, problems } = opened;
  const items: Marker[] = [];
  const take = (element: XmlElement, clock: Clock, track: string | null): void => {
    const marker = markerOf(element, clock);
    if ('problem' in marker) problems.add(lineAt(element.line), marker.problem);
    else items.push({ ...marker, track });
  };
  const clock = { zero: start, format };
  for (const element of sequence.children) if (element.name === 'marker') take(element, clock, null);
  takeClipMarkers(sequence, clock, take, problems);
  return { items, problems: problems.all(), stated };
}

/**
 * Writes a sequence with nothing in it but markers; Premiere imports it as a new one. Authors, states and dates are lost,
 * colours other than Premiere's eight become its default. Markers before the timeline's start are left out: they cannot
 * be said here.
 */
export function formatXmeml(markers: readonly Marker[], timeline: Timeline): Uint8Array {
  const { format, start, length } = timeline;
  const first = flicksToFrame(start, format.rate);
  const { nominal, den } = frameRate(format.rate);
  const rate = `<rate><timebase>${String(nominal)}</timebase><ntsc>${den === 1 ? 'FALSE' : 'TRUE'}</ntsc></rate>`;
  const written = [
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE xmeml>\n<xmeml version="4"><sequence id="sequence-1">\n',
    `<name>${xmlText(oneLine(timeline.title))}</name>`,
    `<duration>${String(flicksToFrame(length, format.rate))}</duration>${rate}\n`,
    `<timecode>${rate}<string>${labelOf(start, format)}</string><frame>${String(first)}</frame>`,
    `<displayformat>${format.dropFrame ? 'DF' : 'NDF'}</displayformat></timecode>\n`,
    '<media><video><track/></video></media>\n',
  ];
  for (const marker of markers) {
    const frame = flicksToFrame(marker.in, format.rate) - first;
    if (frame < 0) continue;
    const out = marker.out === null ? -1 : frame + lengthInFrames(marker, format);
    const colour = premiereValueOf(marker.colour);
    written.push(
      `<marker><name>${xmlText(marker.name)}</name><comment>${xmlText(tagged(marker.comment, marker))}</comment>`,
      `<in>${String(frame)}</in><out>${String(out)}</out>`,
      colour === null ? '' : `<pproColor>${String(colour)}</pproColor>`,
      '</marker>\n',
    );
  }
  written.push('</sequence></xmeml>\n');
  return encodeText(written.join(''));
}

function markerOf(element: XmlElement, { zero, format }: Clock): Marker | { readonly problem: string } {
  const frame = framesIn(element, 'in');
  if (frame === null)
    return { problem: 'This marker has no <in> with a number of frames, which says where it is.' };
  const position = zero + frameToFlicks(frame, format.rate);
  return untagged({
    ...markerAt(position),
    out: outAfter(position, (framesIn(element, 'out') ?? -1) - frame, format),
    name: textOf(element, 'name') ?? '',
    comment: textOf(element, 'comment') ?? '',
    colour: colourOf(element),
  });
}

/** Premiere's own value, or the colour of Final Cut Pro 7. */
function colourOf(element: XmlElement): string | null {
  const value = textOf(element, 'pproColor') ?? '';
  if (/^\d{1,10}$/.test(value)) return premiereColourOf(Number(value));
  const colour = childOf(element, 'color');
  if (!colour) return null;
  const part = (name: string): number => Number(/^\d{1,3}$/.exec(textOf(colour, name) ?? '')?.[0] ?? 0) & 255;
  return premiereColourOf((part('blue') << 16) | (part('green') << 8) | part('red'));
}

function takeClipMarkers(
  sequence: XmlElement,
  clock: Clock,
  take: (marker: XmlElement, clock: Clock, track: string) => void,
  problems: Problems,
): void {
  let outside = 0;
  // Sound and picture of a clip carry the same markers.
  const known = new Set<string>();
  for (const { item, track, transitionStart } of clipsIn(sequence)) {
    const markers = item.children.filter(({ name }) => name === 'marker');
    if (markers.length === 0) continue;
    const clip = clipClock(item, clock, transitionStart);
    if (!clip) {
      problems.add(
        lineAt(item.line),
        'It does not say where this clip begins, so its markers could not be read.',
      );
      continue;
    }
    for (const marker of markers) {
      const frame = framesIn(marker, 'in');
      const texts = ['in', 'out', 'name', 'comment'].map((name) => textOf(marker, name));
      const key = JSON.stringify([clip.clock.zero, ...texts]);
      if (frame !== null && (frame < clip.in || frame >= clip.out)) outside++;
      else if (!known.has(key)) take(marker, clip.clock, track);
      known.add(key);
    }
  }
  if (outside > 0) {
    problems.add(
      'file',
      `${String(outside)} markers were left out: they are on parts of clips that the cut does not use.`,
    );
  }
}

/** Everything that stands on a track, with the start of the transition right before it. */
function clipsIn(
  sequence: XmlElement,
): { readonly item: XmlElement; readonly track: string; readonly transitionStart: number | null }[] {
  const media = childOf(sequence, 'media');
  return [['video', 'V'] as const, ['audio', 'A'] as const].flatMap(([kind, letter]) => {
    const tracks = (media && childOf(media, kind))?.children.filter(({ name }) => name === 'track') ?? [];
    return tracks.flatMap((track, index) =>
      track.children.map((item, place) => {
        const before = track.children[place - 1];
        const transitionStart = before?.name === 'transitionitem' ? framesIn(before, 'start') : null;
        return { item, track: `${letter}${String(index + 1)}`, transitionStart };
      }),
    );
  });
}

/** The clock of a clip, and the part of the clip that is used. */
function clipClock(
  item: XmlElement,
  { zero, format }: Clock,
  transitionStart: number | null,
): { readonly clock: Clock; readonly in: number; readonly out: number } | null {
  const rate = xmemlRateOf(item, format.rate);
  const stated = framesIn(item, 'start') ?? -1;
  // Under a transition the clip begins where the transition does, and says -1.
  const start = stated < 0 ? transitionStart : stated;
  if (rate === null || start === null) return null;
  const first = framesIn(item, 'in') ?? 0;
  const out = framesIn(item, 'out') ?? -1;
  const clipZero = zero + frameToFlicks(start, format.rate) - frameToFlicks(first, rate);
  return {
    clock: { zero: clipZero, format: { rate, dropFrame: false } },
    in: first,
    out: out > first ? out : Infinity,
  };
}
