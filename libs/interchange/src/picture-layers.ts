import { frameRate, type FrameRateName } from '@segue/timecode';
import { NORMAL_SPEED, type EditEvent, type Transition } from './edit-list.js';
import { nearestFlick, type FineFlicks } from './exact-seconds.js';
import type { Picture } from './picture-track.js';
import { scaled, speedOf } from './retime.js';
import type { Problems } from './text.js';

const CUT: Transition = { kind: 'cut', frames: 0 };

/**
 * What is seen of pictures on several layers: of each moment the picture on the highest one, and of two on one layer the
 * later one. In order, none on top of another; what another one hides in the middle comes in two parts.
 */
export function topmost(pictures: readonly Picture[]): Picture[] {
  const edges = [...new Set(pictures.flatMap(({ in: from, out }) => [from, out]))].sort(compare);
  const places = new Map(edges.map((edge, place) => [edge, place]));
  const owners = new Array<Picture | undefined>(edges.length);
  // From each stretch between two edges to the next one that nobody owns yet.
  const free = edges.map((_, place) => place);
  const nextFree = (from: number): number => {
    let place = from;
    while (free[place] !== undefined && free[place] !== place) place = free[place] ?? place;
    for (let at = from; at !== place;) [at, free[at]] = [free[at] ?? place, place];
    return place;
  };
  const fromTop = [...pictures.entries()].sort(([a, one], [b, other]) => other.layer - one.layer || b - a);
  for (const [, picture] of fromTop) {
    const end = places.get(picture.out) ?? 0;
    for (let at = nextFree(places.get(picture.in) ?? end); at < end; at = nextFree(at)) {
      owners[at] = picture;
      free[at] = at + 1;
    }
  }
  const seen: Picture[] = [];
  for (let place = 0; place < edges.length; place++) {
    const owner = owners[place];
    const from = edges[place];
    if (!owner || from === undefined) continue;
    while (owners[place + 1] === owner) place++;
    seen.push(partOf(owner, from, edges[place + 1] ?? owner.out));
  }
  return seen;
}

/** The part of a picture between two places. */
function partOf(picture: Picture, from: FineFlicks, until: FineFlicks): Picture {
  if (from === picture.in) return until === picture.out ? picture : { ...picture, out: until };
  const source = picture.source + scaled(from - picture.in, picture.speed);
  return { ...picture, in: from, out: until, source, begins: null };
}

/**
 * The events of a timeline: what is seen of its pictures, with black where nothing is.
 *
 * @param begin where the timeline begins.
 */
export function eventsOf(
  pictures: readonly Picture[],
  begin: FineFlicks,
  rate: FrameRateName,
  problems: Problems,
): EditEvent[] {
  const events: EditEvent[] = [];
  let tooFar = 0;
  let next = nearestFlick(begin);
  for (const picture of topmost(pictures)) {
    const event = eventOf(picture, rate);
    if (!event || next === null) {
      tooFar++;
      continue;
    }
    if (event.record.out <= event.record.in) continue;
    if (event.record.in > next) events.push(blackEvent(next, event.record.in));
    events.push(event);
    next = event.record.out;
  }
  if (tooFar > 0) problems.add('file', `${String(tooFar)} clips are too far away to be in a film.`);
  noteUpperLayers(pictures, problems);
  return events.map((event, index) => ({ ...event, number: String(index + 1).padStart(3, '0') }));
}

/** Tells that clips on upper layers were left out, for they show what is below them. */
export function noteSeeThrough(count: number, problems: Problems): void {
  if (count === 0) return;
  problems.add(
    'file',
    `${String(count)} clips on upper video tracks were left out, because what is below shows through them.`,
  );
}

/** Whether the picture of an upper layer is see-through, no list says for sure. */
function noteUpperLayers(pictures: readonly Picture[], problems: Problems): void {
  const lowest = pictures.reduce((least, { layer }) => Math.min(least, Math.max(0, layer)), Infinity);
  const upper = pictures.filter(({ layer }) => layer > lowest);
  if (upper.length === 0) return;
  problems.add(
    'file',
    `${String(upper.length)} clips on upper video tracks were taken to hide what is below them: whether they do, the file does not say.`,
  );
}

function eventOf(picture: Picture, rate: FrameRateName): EditEvent | null {
  const record = { in: nearestFlick(picture.in), out: nearestFlick(picture.out) };
  const source = nearestFlick(picture.source);
  if (record.in === null || record.out === null || source === null) return null;
  const { reel, clipName, black, begins } = picture;
  return {
    number: '',
    reel: black ? null : reel,
    clipName,
    black,
    channel: 'V',
    transition: begins ? transitionOf(begins.kind, begins.length, rate) : CUT,
    source: { in: source, out: source + record.out - record.in },
    record: { in: record.in, out: record.out },
    speed: speedOf(picture.speed),
    comments: [],
  };
}

function transitionOf(kind: Transition['kind'], length: FineFlicks, rate: FrameRateName): Transition {
  const frames = Math.round((nearestFlick(length) ?? 0) / frameRate(rate).flicksPerFrame);
  return frames > 0 ? { kind, frames } : CUT;
}

function blackEvent(from: number, until: number): EditEvent {
  return {
    number: '',
    reel: null,
    clipName: null,
    black: true,
    channel: 'V',
    transition: CUT,
    source: { in: 0, out: until - from },
    record: { in: from, out: until },
    speed: NORMAL_SPEED,
    comments: [],
  };
}

function compare(a: FineFlicks, b: FineFlicks): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
