import { flicksToFrame, frameRate, type TimecodeFormat } from '@segue/timecode';
import { nearestFlick, type FineFlicks, type Fraction } from './exact-seconds.js';
import { openFcpxml } from './fcpxml-project.js';
import { conformScale, rateOfFormat, timeIn } from './fcpxml-time.js';
import { markerAt, type Marker, type MarkerStatus, type Reading, type Timeline } from './marker.js';
import { tagged, untagged } from './note-tag.js';
import { lengthInFrames, outAt } from './positions.js';
import { scaled } from './retime.js';
import { encodeText, lineAt, nothing, oneLine, type Problems } from './text.js';
import { xmlAttribute } from './xml-text.js';
import { attributeOf, type XmlElement } from './xml.js';

/** What stands in a timeline, may hold markers, and has a clock of its own. */
const STORY: ReadonlySet<string> = new Set(
  'spine gap clip asset-clip ref-clip sync-clip mc-clip audition video audio title caption'.split(' '),
);
const STATUS: Readonly<Record<string, MarkerStatus>> = { '0': 'open', '1': 'done' };

/**
 * Reads the markers of a project from the XML of Final Cut Pro: standard ones, to-do items (open), completed ones (done)
 * and chapters, those of clips too. Knows no authors, colours and dates. Title, rate and start are the file's own where it
 * states them. Of several projects the first one is read.
 */
export function parseFcpxml(bytes: Uint8Array, timeline: Timeline): Reading<Marker> {
  const opened = openFcpxml(bytes, timeline);
  if ('what' in opened) return nothing(opened.where, opened.what);
  const { sequence, resources, format, origin, first, stated, problems } = opened;
  const story = new Story(format, resources, problems);
  for (const child of sequence.children) story.place(child, { begin: origin, shows: 0n, scale: null }, first);
  return { items: story.items, problems: story.allProblems(), stated };
}

/**
 * Writes a project for Final Cut Pro that is one gap with markers in it. Authors, colours and dates are lost. Markers
 * before the timeline's start are left out: they would stand before the gap.
 */
export function formatFcpxml(markers: readonly Marker[], timeline: Timeline): Uint8Array {
  const { format, start } = timeline;
  const { num, den } = frameRate(format.rate);
  // Apple writes whole rates in hundredths: 100/2500s.
  const factor = den === 1 ? 100 : 1;
  const frames = (count: number): string => `${String(count * den * factor)}/${String(num * factor)}s`;
  const first = flicksToFrame(start, format.rate);
  const inside = markers.filter((marker) => flicksToFrame(marker.in, format.rate) >= first);
  const last = inside.reduce(
    (frame, marker) =>
      Math.max(frame, flicksToFrame(marker.in, format.rate) + lengthInFrames(marker, format)),
    flicksToFrame(start + timeline.length, format.rate),
  );
  const from = frames(first);
  const long = frames(last - first);
  const title = xmlAttribute(oneLine(timeline.title));
  const written = [
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n<fcpxml version="1.9"><resources>',
    `<format id="r1" frameDuration="${frames(1)}" width="1920" height="1080"/></resources>\n`,
    `<library><event name="Notes"><project name="${title}">`,
    `<sequence format="r1" duration="${long}" tcStart="${from}" tcFormat="${format.dropFrame ? 'DF' : 'NDF'}"><spine>\n`,
    `<gap name="Gap" offset="${from}" start="${from}" duration="${long}">\n`,
  ];
  for (const marker of inside) {
    const note = xmlAttribute(tagged(marker.comment, marker));
    written.push(
      `<marker start="${frames(flicksToFrame(marker.in, format.rate))}" duration="${frames(lengthInFrames(marker, format))}"`,
      ` value="${xmlAttribute(marker.name)}"`,
      note === '' ? '' : ` note="${note}"`,
      marker.status === null ? '' : ` completed="${marker.status === 'done' ? '1' : '0'}"`,
      '/>\n',
    );
  }
  written.push('</gap>\n</spine></sequence></project></event></library></fcpxml>\n');
  return encodeText(written.join(''));
}

/** A clock in the timeline: what it shows at a position of the film, and how long its second lasts, if not a second. */
interface Clock {
  readonly begin: FineFlicks;
  readonly shows: FineFlicks;
  readonly scale: Fraction | null;
}

/** The walk through a timeline, in which everything counts in a clock of its own. */
class Story {
  readonly items: Marker[] = [];
  private outside = 0;

  constructor(
    private readonly format: TimecodeFormat,
    private readonly resources: ReadonlyMap<string, XmlElement>,
    private readonly problems: Problems,
  ) {}

  /**
   * Reads the markers of an element and of all in it.
   *
   * @param around the clock around the element.
   * @param next where the element begins in that clock if it does not say so.
   * @returns where it ends in that clock.
   */
  place(element: XmlElement, around: Clock, next: FineFlicks): FineFlicks {
    if (!STORY.has(element.name)) return next;
    const isSpine = element.name === 'spine';
    const stated = this.time(element, 'offset');
    const offset = stated ?? next;
    const begin = positionIn(around, offset);
    const duration = this.time(element, 'duration');
    const until = duration === null || isSpine ? null : begin + duration;
    const own: Clock = isSpine
      ? // The main line of a sequence or a clip has no place of its own: it counts in the clock around it.
        stated === null
        ? around
        : { begin, shows: 0n, scale: null }
      : { begin, shows: this.time(element, 'start') ?? 0n, scale: this.scaleOf(element) };
    let nextInside = isSpine && stated === null ? next : 0n;
    for (const child of element.children) {
      if (child.name === 'marker' || child.name === 'chapter-marker') {
        this.take(child, own, until);
      } else if (element.name === 'audition') {
        // Of the takes in an audition the first one is in the cut.
        if (STORY.has(child.name)) return this.place(child, around, offset);
      } else {
        const end = this.place(child, own, nextInside);
        // In a line one follows the other; elsewhere everything hangs on its own.
        if (isSpine) nextInside = end;
      }
    }
    return offset + (duration ?? 0n);
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

  private take(element: XmlElement, clock: Clock, until: FineFlicks | null): void {
    if (attributeOf(element, 'start') === null) {
      this.problems.add(lineAt(element.line), 'This marker has no start, which says where it is.');
      return;
    }
    const start = this.time(element, 'start');
    if (start === null) return;
    const begin = positionIn(clock, start);
    if (until !== null && (start < clock.shows || begin >= until)) {
      this.outside++;
      return;
    }
    const position = nearestFlick(begin);
    const end = nearestFlick(positionIn(clock, start + (this.time(element, 'duration') ?? 0n)));
    if (position === null || end === null) {
      this.problems.add(lineAt(element.line), 'This marker is too far away to be in a film.');
      return;
    }
    this.items.push(
      untagged({
        ...markerAt(position),
        out: outAt(position, end, this.format),
        name: (attributeOf(element, 'value') ?? '').trim(),
        comment: (attributeOf(element, 'note') ?? '').trim(),
        status: STATUS[attributeOf(element, 'completed') ?? ''] ?? null,
      }),
    );
  }

  private time(element: XmlElement, name: string): FineFlicks | null {
    return timeIn(element, name, this.problems);
  }

  private scaleOf(element: XmlElement): Fraction | null {
    const media = this.resources.get(attributeOf(element, 'ref') ?? '');
    const format = this.resources.get(attributeOf(media ?? element, 'format') ?? '');
    return conformScale(element, rateOfFormat(format), this.format.rate);
  }
}

/** The film's position at which a clock shows a time. */
function positionIn({ begin, shows, scale }: Clock, time: FineFlicks): FineFlicks {
  return begin + (scale ? scaled(time - shows, scale) : time - shows);
}
