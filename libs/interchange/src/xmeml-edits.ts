import { frameToFlicks, type FrameRateName } from '@segue/timecode';
import type { EditEvent } from './edit-list.js';
import { fineFlicks, type FineFlicks } from './exact-seconds.js';
import type { Reading, Timeline } from './marker.js';
import { eventsOf, noteSeeThrough, topmost } from './picture-layers.js';
import {
  picturesWithin,
  pictureOf,
  trackPictures,
  type Crossing,
  type Picture,
  type Standing,
} from './picture-track.js';
import { lineAt, nothing, type Problems } from './text.js';
import { elementsWhere, attributeOf, childOf, textOf, type XmlElement } from './xml.js';
import { runsOfClip } from './xmeml-retime.js';
import { framesIn, openXmeml, xmemlRateOf } from './xmeml-sequence.js';
import { hidesBelow, shownByClip, shownByGenerator, sourceStart } from './xmeml-source.js';

/** Deeper than any sequence holds sequences. */
const DEEPEST = 20;
/** More pictures than any film has: sequences inside sequences multiply. */
const MOST_PICTURES = 100_000;

/**
 * Reads the picture of a sequence as an edit list, from the XML of Final Cut Pro 7 as Premiere and Resolve export it: of
 * each moment the clip on the highest video track that has one, also out of sequences inside it. A clip is named by the
 * reel of its file's timecode, else by the file; its source counts in that timecode. Empty track is black, and so is a
 * slug. Speeds are those of the Time Remap filter, also with key frames, between which the clip is taken to run evenly. A
 * transition begins where the incoming clip does. Titles and other generators, and clips that are faded or mixed, hide
 * nothing on upper tracks. What is switched off is left out.
 */
export function parseXmemlEdits(bytes: Uint8Array, timeline: Timeline): Reading<EditEvent> {
  const opened = openXmeml(bytes, timeline);
  if ('what' in opened) return nothing(opened.where, opened.what);
  const { root, sequence, format, start, stated, problems } = opened;
  const begin = fineFlicks(start);
  const cut = new Cut(root, problems);
  const pictures = cut.sequence(sequence, begin, format.rate, 0);
  const items = eventsOf(pictures, begin, format.rate, problems);
  noteSeeThrough(cut.seeThrough, problems);
  if (items.length === 0) problems.add('file', 'There is no picture in this sequence.');
  return { items, problems: problems.all(), stated };
}

/** The walk through a sequence and those inside it. */
class Cut {
  private readonly files = new Map<string, XmlElement>();
  private readonly sequences = new Map<string, XmlElement>();
  private readonly inner = new Map<XmlElement, readonly Picture[]>();
  private left = MOST_PICTURES;
  /** Clips on upper tracks that were left out. */
  seeThrough = 0;

  constructor(
    root: XmlElement,
    private readonly problems: Problems,
  ) {
    // A file or a sequence is written in full where it first occurs, and after that by its id.
    const isFull = ({ name, children }: XmlElement): boolean =>
      (name === 'file' || name === 'sequence') && children.length > 0;
    for (const left = [root]; left.length > 0;) {
      for (const element of elementsWhere(left.pop() ?? root, isFull)) {
        const id = attributeOf(element, 'id');
        const known = element.name === 'file' ? this.files : this.sequences;
        if (id !== null && !known.has(id)) known.set(id, element);
        if (element.name === 'sequence') left.push(...element.children);
      }
    }
  }

  /** The pictures of all video tracks, each on a layer of its own. */
  sequence(element: XmlElement, begin: FineFlicks, rate: FrameRateName, depth: number): Picture[] {
    const media = childOf(element, 'media');
    const video = media && childOf(media, 'video');
    const tracks = (video?.children ?? []).filter((child) => child.name === 'track' && isOn(child));
    return tracks.flatMap((track, layer) => this.track(track, layer, begin, rate, depth));
  }

  private track(
    track: XmlElement,
    layer: number,
    begin: FineFlicks,
    rate: FrameRateName,
    depth: number,
  ): Picture[] {
    const standing: Standing[] = [];
    const crossings: Crossing[] = [];
    track.children.forEach((item, place) => {
      if (item.name === 'transitionitem') {
        const [from, until] = [framesIn(item, 'start'), framesIn(item, 'end')];
        if (from === null || until === null || until <= from) return;
        const length = frames(until - from, rate);
        crossings.push({ in: begin + frames(from, rate), length, kind: kindOf(item) });
      } else if ((item.name === 'clipitem' || item.name === 'generatoritem') && isOn(item)) {
        const there = this.standing(item, edgesOf(track, place), { layer, begin, rate, depth });
        if (there) standing.push(there);
      }
    });
    return trackPictures(standing, crossings, layer);
  }

  /** Pictures out of a sequence inside, as long as there are not too many. */
  private counted(show: () => readonly Picture[]): readonly Picture[] {
    if (this.left <= 0) return [];
    const pictures = show();
    // Those inside may have used up what there was, and told so.
    if (this.left > 0 && this.left <= pictures.length)
      this.problems.add('file', 'Its sequences inside sequences have too many clips: the rest was left out.');
    this.left -= pictures.length;
    return pictures;
  }

  /** A clip where it stands on its track. */
  private standing(
    item: XmlElement,
    edges: Edges,
    around: {
      readonly layer: number;
      readonly begin: FineFlicks;
      readonly rate: FrameRateName;
      readonly depth: number;
    },
  ): Standing | null {
    const { layer, begin, rate, depth } = around;
    const ownRate = xmemlRateOf(item, rate);
    if (edges.in === null || edges.out === null || ownRate === null) {
      this.problems.add(
        lineAt(item.line),
        'It does not say where this clip begins and ends, or at which rate.',
      );
      return null;
    }
    const first = begin + frames(edges.in, rate);
    const last = begin + frames(edges.out, rate);
    if (item.name === 'generatoritem') {
      const shown = shownByGenerator(item);
      if (layer > 0 && !shown.black) return null;
      return { in: first, out: last, show: (from, until) => [pictureOf(shown, from, until, layer)] };
    }
    if (layer > 0 && !hidesBelow(item)) {
      this.seeThrough++;
      return null;
    }
    const place = { in: first, out: last, isInStated: edges.isInStated, isOutStated: edges.isOutStated };
    const runs = runsOfClip(item, place, ownRate, this.problems);
    const nested = childOf(item, 'sequence');
    const sequence = nested && (this.sequences.get(attributeOf(nested, 'id') ?? '') ?? nested);
    if (sequence) {
      const show: Standing['show'] = (from, until) =>
        this.counted(() => picturesWithin(this.within(sequence, rate, depth), runs(from, until), layer));
      return { in: first, out: last, show };
    }
    const named = childOf(item, 'file');
    const file = named && (this.files.get(attributeOf(named, 'id') ?? '') ?? named);
    const shown = shownByClip(item, file);
    const zero = file ? sourceStart(file, ownRate) : 0n;
    const show: Standing['show'] = (from, until) =>
      runs(from, until).map((run) => ({
        ...pictureOf(shown, run.in, run.out, layer),
        source: zero + run.source,
        speed: run.speed,
      }));
    return { in: first, out: last, show };
  }

  /** What a sequence inside another one shows, in its own time from zero. */
  private within(sequence: XmlElement, around: FrameRateName, depth: number): readonly Picture[] {
    const known = this.inner.get(sequence);
    if (known) return known;
    if (depth >= DEEPEST) {
      this.problems.add(lineAt(sequence.line), 'This sequence is too deep inside others, or inside itself.');
      return [];
    }
    // Until it is known what it shows, a sequence that holds itself shows nothing there.
    this.inner.set(sequence, []);
    const pictures = topmost(this.sequence(sequence, 0n, xmemlRateOf(sequence, around) ?? around, depth + 1));
    this.inner.set(sequence, pictures);
    return pictures;
  }
}

/** Where an item begins and ends, in frames of the sequence; null where that cannot be told. */
interface Edges {
  readonly in: number | null;
  readonly out: number | null;
  readonly isInStated: boolean;
  readonly isOutStated: boolean;
}

/** The edges of an item. Under a transition it says -1, and begins or ends where the transition does. */
function edgesOf(track: XmlElement, place: number): Edges {
  const item = track.children[place];
  const stated = (name: string): number | null => {
    const frame = item ? framesIn(item, name) : null;
    return frame === null || frame < 0 ? null : frame;
  };
  const implied = (name: string, neighbour: XmlElement | undefined): number | null =>
    neighbour?.name === 'transitionitem' ? framesIn(neighbour, name) : null;
  const [start, end] = [stated('start'), stated('end')];
  return {
    in: start ?? implied('start', track.children[place - 1]),
    out: end ?? implied('end', track.children[place + 1]),
    isInStated: start !== null,
    isOutStated: end !== null,
  };
}

function frames(count: number, rate: FrameRateName): FineFlicks {
  return fineFlicks(frameToFlicks(count, rate));
}

function isOn(element: XmlElement): boolean {
  return textOf(element, 'enabled')?.toUpperCase() !== 'FALSE';
}

function kindOf(transition: XmlElement): Crossing['kind'] {
  const effect = childOf(transition, 'effect');
  const said = ['effectcategory', 'effectid', 'name'].map((name) => (effect && textOf(effect, name)) ?? '');
  return /wipe|iris|slide/i.test(said.join(' ')) ? 'wipe' : 'dissolve';
}
