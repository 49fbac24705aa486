import type { EditEvent } from './edit-list.js';
import type { FineFlicks, Fraction } from './exact-seconds.js';
import { listIn, objectIn, textIn, type Json } from './json.js';
import type { Reading, Timeline } from './marker.js';
import { fileNameOf } from './media-names.js';
import { schemaOf } from './otio-json.js';
import { exact, fineTime, mediaOf, usedRange } from './otio-time.js';
import { DEEPEST, openOtio } from './otio-timeline.js';
import { eventsOf, topmost } from './picture-layers.js';
import {
  picturesWithin,
  pictureOf,
  trackPictures,
  type Crossing,
  type Picture,
  type Shown,
  type Standing,
} from './picture-track.js';
import { AS_SHOT, evenRun, speedWithin } from './retime.js';
import { nothing, Problems } from './text.js';

/**
 * Reads the picture of an OpenTimelineIO file as an edit list: of each moment the clip on the highest video track that has
 * one, also out of stacks inside stacks. A clip is named by the reel in its metadata, else by its media; its source counts
 * as the media does. Gaps are black. Speeds are `LinearTimeWarp` and `FreezeFrame`, where the source begins is what stands
 * at the first frame. A transition begins where the incoming clip does. Generators (titles, colours) hide nothing on upper
 * tracks.
 */
export function parseOtioEdits(bytes: Uint8Array, timeline: Timeline): Reading<EditEvent> {
  const opened = openOtio(bytes, timeline);
  if ('what' in opened) return nothing(opened.where, opened.what);
  const { tracks, begin, format, stated } = opened;
  const problems = new Problems();
  if (!tracks) problems.add('file', 'This timeline has no tracks.');
  const pictures = tracks ? new Cut(problems).stack(tracks, 0) : [];
  const from = tracks ? (fineTime(usedRange(tracks)?.['start_time']) ?? 0n) : 0n;
  const placed = pictures.map((picture) => ({
    ...picture,
    in: picture.in + begin - from,
    out: picture.out + begin - from,
  }));
  const items = eventsOf(placed, begin, format.rate, problems);
  if (tracks && items.length === 0) problems.add('file', 'There is no picture on its video tracks.');
  return { items, problems: problems.all(), stated };
}

/** The walk through stacks, tracks and clips, each of which counts in a time of its own. */
class Cut {
  private clips = 0;
  private isTold = false;

  constructor(private readonly problems: Problems) {}

  /** The pictures of all video tracks of a stack, each on a layer of its own, in the stack's time. */
  stack(item: Json, depth: number): Picture[] {
    return listIn(item, 'children')
      .filter((track) => isShown(track) && (track['kind'] ?? 'Video') === 'Video')
      .flatMap((track, layer) => {
        const { in: from, out, show } = this.standing(track, 0n, layer, depth);
        return show(from, out);
      });
  }

  private track(item: Json, layer: number, depth: number): Picture[] {
    if (this.isTooDeep(depth)) return [];
    const standing: Standing[] = [];
    const crossings: Crossing[] = [];
    let begin = 0n;
    for (const child of listIn(item, 'children')) {
      if (schemaOf(child) === 'Transition') {
        const before = fineTime(child['in_offset']) ?? 0n;
        const length = before + (fineTime(child['out_offset']) ?? 0n);
        if (length > 0n) crossings.push({ in: begin - before, length, kind: kindOf(child) });
        continue;
      }
      const there = this.standing(child, begin, layer, depth);
      if (isShown(child) && schemaOf(child) !== 'Gap') standing.push(there);
      begin = there.out;
    }
    return trackPictures(standing, crossings, layer);
  }

  /** An item where it stands on its track. */
  private standing(item: Json, begin: FineFlicks, layer: number, depth: number): Standing {
    const schema = schemaOf(item);
    const isClip = schema !== 'Stack' && schema !== 'Track';
    const used = usedRange(item);
    const start = fineTime(used?.['start_time']) ?? 0n;
    const speed = speedOfEffects(item);
    const length = this.lengthOf(item, depth);
    const run = (from: FineFlicks, until: FineFlicks) =>
      evenRun({ at: begin, source: start }, speed, from, until);
    const out = begin + length;
    if (!isClip) {
      let inner: readonly Picture[] | null = null;
      const show = (from: FineFlicks, until: FineFlicks): Picture[] => {
        inner ??= topmost(
          schema === 'Stack' ? this.stack(item, depth + 1) : this.track(item, layer, depth + 1),
        );
        return picturesWithin(inner, [run(from, until)], layer);
      };
      return { in: begin, out, show };
    }
    this.clips++;
    if (schema === 'Clip' && length <= 0n)
      this.problems.add(`clip ${String(this.clips)}`, 'It has no range that says how long it is.');
    const shown = shownBy(item);
    const show = (from: FineFlicks, until: FineFlicks): Picture[] =>
      layer === 0 || !isGenerated(item) || shown.black
        ? [{ ...pictureOf(shown, from, until, layer), source: run(from, until).source, speed }]
        : [];
    return { in: begin, out, show };
  }

  private isTooDeep(depth: number): boolean {
    if (depth <= DEEPEST) return false;
    if (!this.isTold)
      this.problems.add('file', 'Its stacks and tracks are nested too deep: the deepest were left out.');
    return (this.isTold = true);
  }

  private lengthOf(item: Json, depth: number): FineFlicks {
    const stated = fineTime(usedRange(item)?.['duration']);
    if (stated !== null) return stated;
    const schema = schemaOf(item);
    if ((schema !== 'Stack' && schema !== 'Track') || this.isTooDeep(depth)) return 0n;
    const lengths = listIn(item, 'children')
      .filter((child) => schemaOf(child) !== 'Transition')
      .map((child) => this.lengthOf(child, depth + 1));
    return lengths.reduce(
      (sum, length) => (schema === 'Track' ? sum + length : length > sum ? length : sum),
      0n,
    );
  }
}

/** What a clip shows, by name. */
function shownBy(item: Json): Shown {
  const media = mediaOf(item);
  const clipName = textIn(item, 'name') || null;
  if (isGenerated(item) && /black|slug/i.test(`${textIn(media, 'generator_kind')} ${clipName ?? ''}`))
    return { reel: null, clipName, black: true };
  const reel = textIn(objectIn(objectIn(item, 'metadata'), 'cmx_3600'), 'reel');
  const sequence = textIn(media, 'name_prefix').replace(/[ ._-]{1,8}$/, '');
  const file = fileNameOf(textIn(media, 'target_url')) || sequence || textIn(media, 'name');
  const named = reel || (isGenerated(item) ? '' : file);
  return { reel: named || null, clipName, black: named.toUpperCase() === 'BL' };
}

function isShown(item: Json): boolean {
  return item['enabled'] !== false;
}

function isGenerated(item: Json): boolean {
  return schemaOf(mediaOf(item)) === 'GeneratorReference';
}

/** More time effects than these nobody puts into each other. */
const MOST_EFFECTS = 16;

/** All time effects of an item, one within the other. */
function speedOfEffects(item: Json): Fraction {
  let speed = AS_SHOT;
  for (const effect of listIn(item, 'effects').slice(0, MOST_EFFECTS)) {
    const schema = schemaOf(effect);
    if (effect['enabled'] === false) continue;
    if (schema === 'FreezeFrame') return { num: 0n, den: 1n };
    const scalar = effect['time_scalar'];
    if (schema !== 'LinearTimeWarp' || typeof scalar !== 'number') continue;
    const exactly = exact(scalar);
    if (exactly) speed = speedWithin(speed, exactly);
  }
  return speed;
}

function kindOf(transition: Json): Crossing['kind'] {
  const said = `${textIn(transition, 'transition_type')} ${textIn(transition, 'name')}`;
  return /wipe/i.test(said) ? 'wipe' : 'dissolve';
}
