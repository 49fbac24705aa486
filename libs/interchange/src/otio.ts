import { flicksToFrame, frameRate, frameToFlicks, type TimecodeFormat } from '@segue/timecode';
import { nearestFlick, type FineFlicks } from './exact-seconds.js';
import { isObject, listIn, objectIn, textIn, type Json } from './json.js';
import { markerAt, type Marker, type Reading, type Timeline } from './marker.js';
import { COLOUR_NAMES, nearestIn } from './marker-colours.js';
import { tagged, untagged } from './note-tag.js';
import { otioColourOf } from './otio-colours.js';
import { schemaOf } from './otio-json.js';
import { fineTime, otioRateOf, usedRange } from './otio-time.js';
import { DEEPEST, openOtio } from './otio-timeline.js';
import { lengthInFrames } from './positions.js';
import { encodeText, nothing, oneLine, Problems } from './text.js';

/** Under which name what the format has no field for is kept in a marker's metadata. */
const OWN = 'segue';

/**
 * Reads the markers of an OpenTimelineIO file (.otio): those of the timeline, of its tracks, and of clips and gaps on
 * them. Authors, states and dates are read where this module wrote them; the rest of the metadata is not. Title, start
 * and rate are the file's own where it states them; drop frame it cannot state.
 */
export function parseOtio(bytes: Uint8Array, timeline: Timeline): Reading<Marker> {
  const opened = openOtio(bytes, timeline);
  if ('what' in opened) return nothing(opened.where, opened.what);
  const walk = new Walk(opened.format);
  if (opened.tracks) walk.visit(opened.tracks, opened.begin, null, 0);
  else walk.problems.add('file', 'This timeline has no tracks.');
  return { items: walk.items, problems: walk.allProblems(), stated: opened.stated };
}

/**
 * Writes a timeline with an empty track and the markers on the stack of tracks. What is lost is the track a marker stood
 * on, and what is less than a frame; colours become the nearest of eleven.
 */
export function formatOtio(markers: readonly Marker[], timeline: Timeline): Uint8Array {
  const { format, start, length } = timeline;
  const first = flicksToFrame(start, format.rate);
  const { num, den } = frameRate(format.rate);
  const time = (frames: number): Json => ({ OTIO_SCHEMA: 'RationalTime.1', rate: num / den, value: frames });
  const range = (from: number, frames: number): Json => ({
    OTIO_SCHEMA: 'TimeRange.1',
    start_time: time(from),
    duration: time(frames),
  });
  const item = { metadata: {}, source_range: null, effects: [], enabled: true };
  const track = {
    OTIO_SCHEMA: 'Track.1',
    ...item,
    name: 'V1',
    kind: 'Video',
    markers: [],
    children: [
      {
        OTIO_SCHEMA: 'Gap.1',
        ...item,
        name: '',
        markers: [],
        source_range: range(0, flicksToFrame(length, format.rate)),
      },
    ],
  };
  const written = {
    OTIO_SCHEMA: 'Timeline.1',
    metadata: {},
    name: oneLine(timeline.title),
    global_start_time: time(first),
    tracks: {
      OTIO_SCHEMA: 'Stack.1',
      ...item,
      name: 'tracks',
      markers: markers.map((marker) => ({
        OTIO_SCHEMA: 'Marker.2',
        metadata: { [OWN]: { author: marker.author, status: marker.status, createdAt: marker.createdAt } },
        name: marker.name,
        ...colourOfMarker(marker),
        comment: tagged(marker.comment, marker),
        marked_range: range(flicksToFrame(marker.in, format.rate) - first, lengthInFrames(marker, format)),
      })),
      children: [track],
    },
  };
  return encodeText(JSON.stringify(written));
}

function colourOfMarker({ colour }: Marker): Json {
  const known = nearestIn(COLOUR_NAMES, colour);
  return known === null ? {} : { color: known.toUpperCase() };
}

/** The walk through stacks, tracks and clips, each of which counts in a time of its own. */
class Walk {
  readonly items: Marker[] = [];
  readonly problems = new Problems();
  private seen = 0;
  private outside = 0;

  constructor(private readonly format: TimecodeFormat) {}

  /** Reads the markers of an item that begins at a position of the film, and of all in it; returns how long it is. */
  visit(item: Json, begin: FineFlicks, track: string | null, depth: number): FineFlicks {
    if (depth > DEEPEST) {
      this.problems.add(
        'file',
        'Its stacks and tracks are nested too deep: what is in the deepest was not read.',
      );
      return 0n;
    }
    const used = usedRange(item);
    const from = (used && fineTime(used['start_time'])) ?? 0n;
    const duration = used && fineTime(used['duration']);
    const origin = begin - from;
    const until = duration === null ? null : from + duration;
    for (const marker of listIn(item, 'markers')) this.take(marker, origin, track, from, until);
    const isStack = schemaOf(item) === 'Stack';
    let after = 0n;
    for (const child of listIn(item, 'children')) {
      const schema = schemaOf(child);
      // A transition lies over its neighbours and takes no time of its own.
      if (schema === 'Transition') continue;
      const name = schema === 'Track' ? textIn(child, 'name') || null : track;
      const childBegin = isStack ? 0n : after;
      const end = childBegin + this.visit(child, origin + childBegin, name, depth + 1);
      if (end > after) after = end;
    }
    return duration ?? after;
  }

  allProblems(): ReturnType<Problems['all']> {
    if (this.outside > 0) {
      const count = String(this.outside);
      this.problems.add(
        'file',
        `${count} markers were left out: they are on parts of clips that the cut does not use.`,
      );
    }
    return this.problems.all();
  }

  private take(
    marker: Json,
    origin: FineFlicks,
    track: string | null,
    from: FineFlicks,
    until: FineFlicks | null,
  ): void {
    this.seen++;
    const where = `marker ${String(this.seen)}`;
    const range = isObject(marker['marked_range']) ? marker['marked_range'] : {};
    const start = fineTime(range['start_time']);
    if (start === null) {
      this.problems.add(
        where,
        'It has no marked_range with a start_time of value and rate, which says where it is.',
      );
      return;
    }
    if (until !== null && (start < from || start >= until)) {
      this.outside++;
      return;
    }
    const position = nearestFlick(origin + start);
    const end = nearestFlick(origin + start + (fineTime(range['duration']) ?? 0n));
    if (position === null || end === null) {
      this.problems.add(where, 'It is too far away to be in a film.');
      return;
    }
    const { rate } = objectIn(range, 'duration');
    const oneFrame = frameToFlicks(1, otioRateOf(rate) ?? this.format.rate);
    const metadata = objectIn(marker, 'metadata');
    const own = objectIn(metadata, OWN);
    this.items.push(
      untagged({
        ...markerAt(position),
        out: end - position > oneFrame ? end : null,
        name: textIn(marker, 'name'),
        // DaVinci Resolve has its notes in the metadata.
        comment: textIn(marker, 'comment') || textIn(objectIn(metadata, 'Resolve_OTIO'), 'Note'),
        colour: otioColourOf(marker['color']),
        author: typeof own['author'] === 'string' ? own['author'] : null,
        status: own['status'] === 'open' || own['status'] === 'done' ? own['status'] : null,
        createdAt: Number.isSafeInteger(own['createdAt']) ? Number(own['createdAt']) : null,
        track,
      }),
    );
  }
}
