import type { TimecodeFormat } from '@segue/timecode';
import { fineFlicks, nearestFlick, type FineFlicks } from './exact-seconds.js';
import { sequenceFormat, timeIn } from './fcpxml-time.js';
import type { Problem, StatedTimeline, Timeline } from './marker.js';
import { Problems } from './text.js';
import { attributeOf, childOf, elementsNamed, readXml, type XmlElement } from './xml.js';

/** A project of Final Cut Pro, and what it says of itself. */
export interface FcpxmlProject {
  readonly sequence: XmlElement;
  /** Formats, assets and compound clips by their ids. */
  readonly resources: ReadonlyMap<string, XmlElement>;
  readonly format: TimecodeFormat;
  /** The film's position at which the clock of the sequence shows zero. */
  readonly origin: FineFlicks;
  /** What that clock shows at the beginning. */
  readonly first: FineFlicks;
  readonly stated: StatedTimeline;
  readonly problems: Problems;
}

/** Opens the first project of a file. Where it states no timecode, it begins where the film does. */
export function openFcpxml(bytes: Uint8Array, timeline: Timeline): FcpxmlProject | Problem {
  const root = readXml(bytes);
  if ('what' in root) return root;
  if (root.name !== 'fcpxml')
    return { where: 'file', what: 'This is XML, but not of Final Cut Pro: it begins with no <fcpxml>.' };
  const [project, ...others] = elementsNamed(root, 'project');
  const sequence = project && childOf(project, 'sequence');
  if (!sequence)
    return { where: 'file', what: 'There is no project in this XML. Export the project, not its clips.' };
  const problems = new Problems();
  if (others.length > 0)
    problems.add('file', `It has ${String(others.length + 1)} projects: only the first one was read.`);
  const resources = new Map<string, XmlElement>();
  for (const resource of childOf(root, 'resources')?.children ?? []) {
    const id = attributeOf(resource, 'id');
    if (id !== null && !resources.has(id)) resources.set(id, resource);
  }
  const format = sequenceFormat(sequence, resources, timeline.format);
  const title = attributeOf(project, 'name');
  const tcStart = timeIn(sequence, 'tcStart', problems);
  const start = tcStart === null ? null : nearestFlick(tcStart);
  return {
    sequence,
    resources,
    format: format ?? timeline.format,
    // The clock of a sequence begins at its first timecode, or else at zero, which is then where the film begins.
    origin: tcStart === null ? fineFlicks(timeline.start) : 0n,
    first: tcStart ?? 0n,
    stated: {
      ...(title !== null && title !== '' && { title }),
      ...(format && { format }),
      ...(start !== null && { start }),
    },
    problems,
  };
}
