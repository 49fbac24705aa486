import type { FrameRateName } from '@segue/timecode';
import type { EditEvent } from './edit-list.js';
import type { FineFlicks, Fraction } from './exact-seconds.js';
import { openFcpxml, type FcpxmlProject } from './fcpxml-project.js';
import { hasPicture, hidesBelow, shownByAngle, shownByAsset } from './fcpxml-source.js';
import { conformScale, rateOfFormat, timeIn } from './fcpxml-time.js';
import type { Reading, Timeline } from './marker.js';
import { eventsOf, noteSeeThrough, topmost } from './picture-layers.js';
import {
  picturesWithin,
  pictureOf,
  trackPictures,
  type Crossing,
  type Picture,
  type Shown,
  type Standing,
} from './picture-track.js';
import { AS_SHOT, runsOf, scaled, speedWithin, type RetimePoint, type Run } from './retime.js';
import { lineAt, nothing, type Problems } from './text.js';
import { attributeOf, childOf, type XmlElement } from './xml.js';

/** What takes up time in a timeline and may show picture. */
const STORY: ReadonlySet<string> = new Set(
  'spine gap clip asset-clip ref-clip sync-clip mc-clip audition video title'.split(' '),
);
/** What holds its picture as a timeline of its own. */
const CONTAINERS: ReadonlySet<string> = new Set(['clip', 'sync-clip']);
/** Deeper than any compound clip holds compound clips. */
const DEEPEST = 20;
/** More pictures than any film has: compound clips inside compound clips multiply. */
const MOST_PICTURES = 100_000;

/**
 * Reads the picture of a project as an edit list, from the XML of Final Cut Pro: of each moment the clip on the highest lane
 * that has one, also out of compound and synchronised clips. A clip is named by its reel (`com.apple.proapps.studio.reel`),
 * else by the file of its asset; its source counts as the asset does. Of a multicam clip the angle is named with it. Gaps
 * are black. Speeds are those of `timeMap`, read with straight lines between its points, and of `conform-rate`. A
 * transition begins where the incoming clip does. Titles and generators, and clips that are faded or mixed, hide nothing on
 * upper lanes. What is switched off is left out.
 */
export function parseFcpxmlEdits(bytes: Uint8Array, timeline: Timeline): Reading<EditEvent> {
  const project = openFcpxml(bytes, timeline);
  if ('what' in project) return nothing(project.where, project.what);
  const { sequence, format, origin, first, stated, problems } = project;
  const cut = new Cut(project, format.rate);
  const pictures = cut.timeline(sequence, first, 0).map((picture) => ({
    ...picture,
    in: picture.in + origin,
    out: picture.out + origin,
  }));
  const items = eventsOf(pictures, origin + first, format.rate, problems);
  noteSeeThrough(cut.seeThrough, problems);
  if (items.length === 0) problems.add('file', 'There is no picture in this project.');
  return { items, problems: problems.all(), stated };
}

/** What stands on one line: the main one, or one that is connected to a clip. */
interface Line {
  readonly layer: number;
  readonly standing: Standing[];
  readonly crossings: Crossing[];
}

/** The walk through a timeline, in which everything counts in a clock of its own. */
class Cut {
  seeThrough = 0;
  private left = MOST_PICTURES;
  private readonly inner = new Map<XmlElement, readonly Picture[]>();
  private readonly problems: Problems;
  private readonly resources: FcpxmlProject['resources'];

  constructor(
    project: FcpxmlProject,
    private readonly rate: FrameRateName,
  ) {
    this.problems = project.problems;
    this.resources = project.resources;
  }

  /** The pictures of a sequence, or of a clip that holds some, in its own clock. */
  timeline(element: XmlElement, first: FineFlicks, depth: number): Picture[] {
    const lines: Line[] = [];
    for (const child of element.children)
      if (laneOf(child) === 0) this.connect(child, first, asItIs, 0, lines, depth);
    return lines.flatMap(({ layer, standing, crossings }) => trackPictures(standing, crossings, layer));
  }

  /**
   * Puts an element on a line of its own.
   *
   * @param next where it begins in the clock around it if it does not say so.
   * @param at where a time of that clock is in the timeline.
   */
  private connect(
    element: XmlElement,
    next: FineFlicks,
    at: Place,
    layer: number,
    lines: Line[],
    depth: number,
  ): void {
    if (!STORY.has(element.name)) return;
    const line: Line = { layer, standing: [], crossings: [] };
    lines.push(line);
    if (element.name === 'spine') this.spine(element, next, at, line, lines, depth);
    else this.stand(element, next, at, line, lines, depth);
  }

  /** Stands clips on a line, one after the other. Without a place of its own a spine counts in the clock around it. */
  private spine(
    element: XmlElement,
    first: FineFlicks,
    around: Place,
    line: Line,
    lines: Line[],
    depth: number,
  ): void {
    const stated = this.time(element, 'offset');
    const at: Place = stated === null ? around : (time) => around(stated) + time;
    let next = stated === null ? first : 0n;
    for (const child of element.children) {
      if (child.name === 'transition') {
        const length = this.time(child, 'duration') ?? 0n;
        const begin = at(this.time(child, 'offset') ?? next);
        if (length > 0n) line.crossings.push({ in: begin, length, kind: kindOf(child) });
      } else if (STORY.has(child.name)) {
        next = this.stand(child, next, at, line, lines, depth);
      }
    }
  }

  /** Stands an element on a line, and what is connected to it on others; returns where it ends in the clock around it. */
  private stand(
    element: XmlElement,
    next: FineFlicks,
    at: Place,
    line: Line,
    lines: Line[],
    depth: number,
  ): FineFlicks {
    const offset = this.time(element, 'offset') ?? next;
    if (element.name === 'audition') {
      // Of the takes in an audition the first one is in the cut.
      const take = element.children.find(({ name }) => STORY.has(name));
      return take && depth < DEEPEST ? this.stand(take, offset, at, line, lines, depth + 1) : offset;
    }
    const resource = this.resources.get(attributeOf(element, 'ref') ?? '');
    const length = this.time(element, 'duration') ?? (resource && this.time(resource, 'duration')) ?? 0n;
    const clock = {
      begin: at(offset),
      shows: this.startOf(element, resource),
      scale: conformScale(element, this.rateOf(element, resource), this.rate) ?? AS_SHOT,
    };
    const show =
      attributeOf(element, 'enabled') === '0' ? null : this.shower(element, clock, line.layer, depth);
    if (show) line.standing.push({ in: clock.begin, out: clock.begin + length, show });
    const own: Place = (time) => clock.begin + scaled(time - clock.shows, clock.scale);
    for (const child of element.children) {
      const lane = laneOf(child);
      // What has no lane in a clip that holds others is its picture.
      if (lane === 0 && CONTAINERS.has(element.name)) continue;
      this.connect(child, clock.shows, own, line.layer + (lane === 0 ? 1 : lane), lines, depth);
    }
    return offset + length;
  }

  /** How to show what an element holds; null where that is no picture, or one that hides nothing. */
  private shower(element: XmlElement, clock: Clock, layer: number, depth: number): Standing['show'] | null {
    const { name } = element;
    const resource = this.resources.get(attributeOf(element, 'ref') ?? '');
    if (name === 'gap' || attributeOf(element, 'srcEnable') === 'audio') return null;
    const isGenerated = name === 'title' || resource?.name === 'effect';
    if (isGenerated && layer !== 0) return null;
    if (layer > 0 && !hidesBelow(element)) {
      this.seeThrough++;
      return null;
    }
    const runs = this.runsOf(element, clock);
    const held = this.heldBy(element, resource, depth);
    if (held) {
      return (from, until) => {
        if (this.left <= 0) return [];
        const pictures = picturesWithin(held(), runs(from, until), layer);
        // Those inside may have used up what there was, and told so.
        if (this.left > 0 && this.left <= pictures.length)
          this.problems.add('file', 'Its compound clips have too many clips inside: the rest was left out.');
        this.left -= pictures.length;
        return pictures;
      };
    }
    if ((name === 'asset-clip' || name === 'video') && !isGenerated && !hasPicture(resource)) return null;
    const shown = this.shownBy(element, resource, isGenerated);
    return (from, until) =>
      runs(from, until).map((run) => ({
        ...pictureOf(shown, run.in, run.out, layer),
        source: run.source,
        speed: run.speed,
      }));
  }

  private shownBy(element: XmlElement, resource: XmlElement | undefined, isGenerated: boolean): Shown {
    if (element.name === 'mc-clip') return shownByAngle(element, resource);
    return shownByAsset(element, isGenerated || resource?.name === 'media' ? undefined : resource);
  }

  /** The pictures inside a clip or a compound clip; null where it holds none. */
  private heldBy(
    element: XmlElement,
    resource: XmlElement | undefined,
    depth: number,
  ): (() => readonly Picture[]) | null {
    const holder = CONTAINERS.has(element.name) ? element : resource && childOf(resource, 'sequence');
    if (!holder || !holder.children.some(({ name }) => STORY.has(name) || name === 'audio')) return null;
    return () => {
      const known = this.inner.get(holder);
      if (known) return known;
      if (depth >= DEEPEST) {
        this.problems.add(lineAt(holder.line), 'This clip is too deep inside others, or inside itself.');
        return [];
      }
      // Until it is known what it shows, a clip that holds itself shows nothing there.
      this.inner.set(holder, []);
      const first = this.time(holder, 'tcStart') ?? 0n;
      const pictures = topmost(this.timeline(holder, first, depth + 1));
      this.inner.set(holder, pictures);
      return pictures;
    };
  }

  /** What of its source an element shows between two places of the timeline. */
  private runsOf(element: XmlElement, clock: Clock): (from: FineFlicks, until: FineFlicks) => Run[] {
    const { begin, shows, scale } = clock;
    const perTimeline = { num: scale.den, den: scale.num };
    const points = this.retimePoints(element);
    const local = (place: FineFlicks): FineFlicks => shows + scaled(place - begin, perTimeline);
    return (from, until) =>
      runsOf(points, local(from), local(until)).map((run, index, runs) => ({
        in: index === 0 ? from : begin + scaled(run.in - shows, scale),
        out: index === runs.length - 1 ? until : begin + scaled(run.out - shows, scale),
        source: run.source,
        speed: speedWithin(perTimeline, run.speed),
      }));
  }

  private retimePoints(element: XmlElement): RetimePoint[] {
    const points = (childOf(element, 'timeMap')?.children ?? []).flatMap((point) => {
      const at = this.time(point, 'time');
      const source = this.time(point, 'value');
      return at === null || source === null
        ? []
        : [{ at, source, isEven: attributeOf(point, 'interp') === 'linear' }];
    });
    if (points.length > 2 && points.some(({ isEven }) => !isEven)) {
      const what = 'This clip changes its speed: between the points of its time map it was read as even.';
      this.problems.add(lineAt(element.line), what);
    }
    return points;
  }

  /** What the clock of an element shows at its beginning. */
  private startOf(element: XmlElement, resource: XmlElement | undefined): FineFlicks {
    const stated = this.time(element, 'start');
    if (stated !== null) return stated;
    const sequence = resource && childOf(resource, 'sequence');
    const first = sequence ? this.time(sequence, 'tcStart') : resource && this.time(resource, 'start');
    return first ?? this.time(element, 'tcStart') ?? 0n;
  }

  private rateOf(element: XmlElement, resource: XmlElement | undefined): FrameRateName | null {
    return rateOfFormat(this.resources.get(attributeOf(resource ?? element, 'format') ?? ''));
  }

  private time(element: XmlElement, name: string): FineFlicks | null {
    return timeIn(element, name, this.problems);
  }
}

/** Where a time of some clock is in the timeline. */
type Place = (time: FineFlicks) => FineFlicks;

const asItIs: Place = (time) => time;

/** The clock of an element: what it shows where the element begins, and how long its second lasts there. */
interface Clock {
  readonly begin: FineFlicks;
  readonly shows: FineFlicks;
  readonly scale: Fraction;
}

function laneOf(element: XmlElement): number {
  const lane = /^-?\d{1,4}$/.exec(attributeOf(element, 'lane') ?? '')?.[0];
  return Number(lane ?? 0);
}

function kindOf(transition: XmlElement): Crossing['kind'] {
  const names = [transition, ...transition.children].map((element) => attributeOf(element, 'name') ?? '');
  return /wipe|slide|iris/i.test(names.join(' ')) ? 'wipe' : 'dissolve';
}
