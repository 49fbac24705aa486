import { frameToFlicks, type FrameRateName } from '@segue/timecode';
import { decimal, fineFlicks, type FineFlicks, type Fraction } from './exact-seconds.js';
import { AS_SHOT, evenRun, runsOf, scaled, type RetimePoint, type Run } from './retime.js';
import { lineAt, type Problems } from './text.js';
import { childOf, elementsNamed, textOf, type XmlElement } from './xml.js';
import { framesIn } from './xmeml-sequence.js';

/** Where a clip stands on the timeline. Under a transition its beginning is not stated, but that of the transition. */
export interface ClipEdges {
  readonly in: FineFlicks;
  readonly out: FineFlicks;
  readonly isInStated: boolean;
  readonly isOutStated: boolean;
}

/** What the Time Remap filter of a clip says. */
interface Remap {
  readonly speed: Fraction;
  /** For places in the clip those in its file, in frames; empty where the speed is the same throughout. */
  readonly graph: readonly { readonly when: Fraction; readonly value: Fraction }[];
}

/** What of a file is shown between two places of the timeline. */
type RunsBetween = (from: FineFlicks, until: FineFlicks) => Run[];

const STILL: Fraction = { num: 0n, den: 1n };

/**
 * What of its file a clip shows, in the time of the file from its first frame. With a speed, in and out count in frames as
 * the clip runs, so that they are as long as the clip on the track; where an application counts them in frames of the
 * file, the length shows it. A clip that runs backwards counts from the end of its file.
 */
export function runsOfClip(
  item: XmlElement,
  edges: ClipEdges,
  rate: FrameRateName,
  problems: Problems,
): RunsBetween {
  const frame = fineFlicks(frameToFlicks(1, rate));
  const frames = (name: string): FineFlicks => BigInt(framesIn(item, name) ?? 0) * frame;
  const [first, last] = [frames('in'), frames('out')];
  const offset = subclipStart(item) * frame;
  if (textOf(item, 'stillframe')?.toUpperCase() === 'TRUE') {
    const source = offset + first + frames('stillframeoffset');
    return (from, until) => [{ in: from, out: until, source, speed: STILL }];
  }
  const { speed, graph } = remapOf(item);
  if (graph.length > 1) {
    problems.add(
      lineAt(item.line),
      'This clip changes its speed: between the key frames it was read as even.',
    );
    const points = graph.map(({ when, value }): RetimePoint => ({
      at: edges.in + scaled(frame, when) - first,
      source: offset + scaled(frame, value),
    }));
    return (from, until) => runsOf(points, from, until);
  }
  const pace = speed.num < 0n ? { num: -speed.num, den: speed.den } : speed;
  const long = edges.out - edges.in;
  const isInFile =
    last > first && isNear(last - first, scaled(long, pace), frame) && !isNear(last - first, long, frame);
  const source = isInFile ? first : scaled(first, pace);
  // Of a clip that is shorter than its place under a transition, the in point stands so much later.
  const missing = long - (last - first);
  const isLater =
    edges.isOutStated && !edges.isInStated && speed === AS_SHOT && last > first && missing > frame;
  const at = isLater ? edges.in + missing : edges.in;
  const point = { at, source: offset + (speed.num < 0n ? fromEnd() : source) };
  return (from, until) => [evenRun(point, speed, from, until)];

  function fromEnd(): FineFlicks {
    if (isInFile) return last - frame;
    const whole = frames('duration');
    return scaled((whole > first ? whole : last) - first, pace) - frame;
  }
}

function remapOf(item: XmlElement): Remap {
  const effect = effectOf(item, 'timeremap');
  const speed = decimal((effect && parameterOf(effect, 'speed')) ?? '');
  if (!effect || !speed) return { speed: AS_SHOT, graph: [] };
  const isReverse = parameterOf(effect, 'reverse')?.toUpperCase() === 'TRUE';
  const num = isReverse && speed.num > 0n ? -speed.num : speed.num;
  const graph = parameterOf(effect, 'variablespeed') === '1' ? graphOf(effect) : [];
  const even = { num, den: speed.den * 100n };
  return { speed: even.num === even.den ? AS_SHOT : even, graph };
}

/** The key frames of a speed that changes. Applications add some of their own with values that are no place in a file. */
function graphOf(effect: XmlElement): Remap['graph'] {
  const parameter = parameters(effect).find((one) => textOf(one, 'parameterid') === 'graphdict');
  return (parameter?.children ?? []).flatMap((keyframe) => {
    const when = decimal(textOf(keyframe, 'when') ?? '');
    const value = decimal(textOf(keyframe, 'value') ?? '');
    return keyframe.name === 'keyframe' && when && value && value.num >= 0n ? [{ when, value }] : [];
  });
}

/** The effect of that id among the filters of a clip; null where there is none, or where it is switched off. */
export function effectOf(item: XmlElement, id: string): XmlElement | null {
  for (const filter of item.children) {
    const effect = filter.name === 'filter' ? childOf(filter, 'effect') : null;
    const isOn = textOf(filter, 'enabled')?.toUpperCase() !== 'FALSE';
    if (effect && isOn && textOf(effect, 'effectid')?.toLowerCase() === id) return effect;
  }
  return null;
}

/** The value of a parameter of an effect. */
export function parameterOf(effect: XmlElement, id: string): string | null {
  const parameter = parameters(effect).find((one) => textOf(one, 'parameterid') === id);
  return parameter ? textOf(parameter, 'value') : null;
}

function parameters(effect: XmlElement): readonly XmlElement[] {
  return elementsNamed(effect, 'parameter');
}

/** Where a subclip begins in its file, in frames. */
function subclipStart(item: XmlElement): bigint {
  const info = childOf(item, 'subclipinfo');
  return BigInt((info && framesIn(info, 'startoffset')) ?? 0);
}

function isNear(one: FineFlicks, other: FineFlicks, frame: FineFlicks): boolean {
  const apart = one > other ? one - other : other - one;
  return apart <= frame;
}
