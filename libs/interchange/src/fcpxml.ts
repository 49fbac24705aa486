import {
  FRAME_RATE_NAMES,
  flicksToFrame,
  frameRate,
  mayDropFrames,
  type FrameRateName,
  type TimecodeFormat,
} from '@segue/timecode';
import {
  decimal,
  fineFlicks,
  fineSeconds,
  nearestFlick,
  type FineFlicks,
  type Fraction,
} from './exact-seconds.js';
import { markerAt, type Marker, type MarkerStatus, type Reading, type Timeline } from './marker.js';
import { tagged, untagged } from './note-tag.js';
import { lengthInFrames, outAt } from './positions.js';
import { encodeText, lineAt, nothing, oneLine, Problems } from './text.js';
import { xmlAttribute } from './xml-text.js';
import { attributeOf, childOf, elementsNamed, readXml, type XmlElement } from './xml.js';

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
  const root = readXml(bytes);
  if ('what' in root) return nothing(root.where, root.what);
  if (root.name !== 'fcpxml')
    return nothing('file', 'This is XML, but not of Final Cut Pro: it begins with no <fcpxml>.');
  const [project, ...others] = elementsNamed(root, 'project');
  const sequence = project && childOf(project, 'sequence');
  if (!sequence)
    return nothing('file', 'There is no project in this XML. Export the project, not its clips.');
  const story = new Story(timeline.format);
  if (others.length > 0) {
    story.problems.add(
      'file',
      `It has ${String(others.length + 1)} projects: only the markers of the first one were read.`,
    );
  }
  const format = formatOf(root, sequence, timeline.format);
  const title = attributeOf(project, 'name');
  const tcStart = story.time(sequence, 'tcStart');
  // The clock of a sequence begins at its first timecode, or else at zero, which is then where the film begins.
  const origin = tcStart === null ? fineFlicks(timeline.start) : 0n;
  story.format = format ?? timeline.format;
  for (const child of sequence.children) story.place(child, origin, tcStart ?? 0n);
  const start = tcStart === null ? null : nearestFlick(tcStart);
  return {
    items: story.items,
    problems: story.allProblems(),
    stated: {
      ...(title !== null && title !== '' && { title }),
      ...(format && { format }),
      ...(start !== null && { start }),
    },
  };
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

/** `1001/24000s`, `5s` or `2.5s`; null when it is none. */
function secondsOf(text: string): Fraction | null {
  const [, num, den] = /^\s*(-?\d{1,20})\/(\d{1,20})s\s*$/.exec(text) ?? [];
  if (num === undefined || den === undefined) return decimal(/^\s*(\S{1,60})s\s*$/.exec(text)?.[1] ?? '');
  return BigInt(den) === 0n ? null : { num: BigInt(num), den: BigInt(den) };
}

/** What the sequence says of its rate; null when it says nothing, or none that films have. */
function formatOf(root: XmlElement, sequence: XmlElement, around: TimecodeFormat): TimecodeFormat | null {
  const id = attributeOf(sequence, 'format');
  const formats = childOf(root, 'resources')?.children.filter(({ name }) => name === 'format') ?? [];
  const stated = formats.find((format) => attributeOf(format, 'id') === id);
  const rate = rateOf(secondsOf((stated && attributeOf(stated, 'frameDuration')) ?? ''));
  if (rate === null) return null;
  const shown = attributeOf(sequence, 'tcFormat');
  if (shown === null && rate === around.rate) return around;
  return { rate, dropFrame: shown === 'DF' && mayDropFrames(rate) };
}

function rateOf(frame: Fraction | null): FrameRateName | null {
  const isLong = (name: FrameRateName): boolean => {
    const { num, den } = frameRate(name);
    return frame !== null && frame.num * BigInt(num) === frame.den * BigInt(den);
  };
  return FRAME_RATE_NAMES.find(isLong) ?? null;
}

/** The walk through a timeline, in which everything counts in a clock of its own. */
class Story {
  readonly items: Marker[] = [];
  readonly problems = new Problems();
  private outside = 0;

  constructor(public format: TimecodeFormat) {}

  /**
   * Reads the markers of an element and of all in it.
   *
   * @param origin the film's position at which the clock around the element shows zero.
   * @param next where the element begins in that clock if it does not say so.
   * @returns where it ends in that clock.
   */
  place(element: XmlElement, origin: FineFlicks, next: FineFlicks): FineFlicks {
    if (!STORY.has(element.name)) return next;
    const isSpine = element.name === 'spine';
    const stated = this.time(element, 'offset');
    const offset = stated ?? next;
    const start = this.time(element, 'start') ?? 0n;
    const duration = this.time(element, 'duration');
    // The main line of a sequence or a clip has no place of its own: it counts in the clock around it.
    const ownOrigin = isSpine ? origin + (stated ?? 0n) : origin + offset - start;
    const until = duration === null || isSpine ? null : start + duration;
    let nextInside = isSpine && stated === null ? next : 0n;
    for (const child of element.children) {
      if (child.name === 'marker' || child.name === 'chapter-marker') {
        this.take(child, ownOrigin, start, until);
      } else if (element.name === 'audition') {
        // Of the takes in an audition the first one is in the cut.
        if (STORY.has(child.name)) return this.place(child, origin, offset);
      } else {
        const end = this.place(child, ownOrigin, nextInside);
        // In a line one follows the other; elsewhere everything hangs on its own.
        if (isSpine) nextInside = end;
      }
    }
    return offset + (duration ?? 0n);
  }

  /** The time an attribute states. */
  time(element: XmlElement, name: string): FineFlicks | null {
    const text = attributeOf(element, name);
    if (text === null) return null;
    const seconds = secondsOf(text);
    if (seconds) return fineSeconds(seconds);
    this.problems.add(
      lineAt(element.line),
      `"${text.slice(0, 40)}" is no time: ${name} should be like 1001/24000s.`,
    );
    return null;
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

  private take(element: XmlElement, origin: FineFlicks, from: FineFlicks, until: FineFlicks | null): void {
    if (attributeOf(element, 'start') === null) {
      this.problems.add(lineAt(element.line), 'This marker has no start, which says where it is.');
      return;
    }
    const start = this.time(element, 'start');
    if (start === null) return;
    if (until !== null && (start < from || start >= until)) {
      this.outside++;
      return;
    }
    const position = nearestFlick(origin + start);
    const end = nearestFlick(origin + start + (this.time(element, 'duration') ?? 0n));
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
}
