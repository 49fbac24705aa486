import { frameRate, frameToFlicks, type FrameRateName } from '@segue/timecode';
import * as fc from 'fast-check';
import { formatEdl } from '../edl-write.js';
import type { EditEvent, Speed } from '../edit-list.js';
import type { Timeline } from '../marker.js';

/** One stretch of a cut, in frames. */
export interface CutPiece {
  /** Its file; null for black. */
  readonly file: string | null;
  /** Its frame of the source at the first record frame, counted in the source's own timecode. */
  readonly source: number;
  readonly length: number;
  /** For how long it dissolves in. */
  readonly dissolve: number;
  readonly speed: Speed;
}

/** Where the timecode of every file begins, in frames. */
const FILE_START = 86_400;
const NORMAL: Speed = { num: 1, den: 1 };

/** Cuts of several files, with dissolves, black and other speeds, as all formats can say them. */
export const someCut: fc.Arbitrary<readonly CutPiece[]> = fc
  .array(
    fc.record({
      black: fc.constantFrom(false, false, false, false, true),
      source: fc.nat(50_000),
      length: fc.integer({ min: 30, max: 400 }),
      dissolve: fc.constantFrom(0, 0, 1, 12, 25),
      speed: fc.constantFrom(
        NORMAL,
        NORMAL,
        NORMAL,
        { num: 2, den: 1 },
        { num: 1, den: 2 },
        { num: 0, den: 1 },
      ),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((pieces) =>
    pieces.map(({ black, source, length, dissolve, speed }, index): CutPiece => {
      const isBlack = black && index > 0;
      const afterBlack = index === 0 || (pieces[index - 1]?.black === true && index > 1);
      return {
        file: isBlack ? null : `A${String(index).padStart(3, '0')}C001.mov`,
        source: isBlack ? 0 : FILE_START + source * 2,
        length,
        dissolve: isBlack || afterBlack ? 0 : dissolve,
        speed: isBlack ? NORMAL : speed,
      };
    }),
  )
  // Two stretches of black beside each other are one.
  .map((pieces) => pieces.filter(({ file }, index) => file !== null || pieces[index - 1]?.file !== null))
  // Black at the end is nothing that a timeline would show.
  .map((pieces) => (pieces.at(-1)?.file === null ? pieces.slice(0, -1) : pieces));

/** The events that a cut is, however it was written. */
export function eventsOfCut(cut: readonly CutPiece[], { format, start }: Timeline): EditEvent[] {
  const flicks = (frames: number): number => frameToFlicks(frames, format.rate);
  let at = start;
  return cut.map(({ file, source, length, dissolve, speed }, index) => {
    const long = flicks(length);
    at += long;
    return {
      number: String(index + 1).padStart(3, '0'),
      reel: file,
      clipName: file === null ? null : `shot ${String(index)}`,
      black: file === null,
      channel: 'V',
      transition: dissolve > 0 ? { kind: 'dissolve', frames: dissolve } : { kind: 'cut', frames: 0 },
      source: { in: flicks(source), out: flicks(source) + long },
      record: { in: at - long, out: at },
      speed,
      comments: [],
    };
  });
}

/** A piece where it stands when nothing dissolves: a transition lies half on either side of the cut. */
interface Placed extends CutPiece {
  readonly index: number;
  /** Its first frame in the record, with the dissolve and without it. */
  readonly from: number;
  readonly cut: number;
  /** The first frame after it, without the dissolve of the next one. */
  readonly until: number;
  /** So much of the source stands at `cut`. */
  readonly sourceAtCut: number;
}

function placed(cut: readonly CutPiece[]): Placed[] {
  let at = 0;
  const starts = cut.map(({ length, dissolve }) => {
    const from = at;
    at += length;
    return { from, cut: from + Math.floor(dissolve / 2) };
  });
  return cut.map((piece, index) => {
    const { from, cut: cutAt } = starts[index] ?? { from: 0, cut: 0 };
    const shift = ((cutAt - from) * piece.speed.num) / piece.speed.den;
    const until = starts[index + 1]?.cut ?? at;
    return { ...piece, index, from, cut: cutAt, until, sourceAtCut: piece.source + shift };
  });
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A cut as an edit list with long reel names. */
export function cutAsEdl(cut: readonly CutPiece[], timeline: Timeline): Uint8Array {
  return formatEdl(eventsOfCut(cut, timeline), timeline, 'file32');
}

/** A cut as OpenTimelineIO. */
export function cutAsOtio(cut: readonly CutPiece[], { format, start }: Timeline): Uint8Array {
  const { num, den, flicksPerFrame } = frameRate(format.rate);
  const time = (value: number) => ({ OTIO_SCHEMA: 'RationalTime.1', value, rate: num / den });
  const range = (from: number, frames: number) => ({
    OTIO_SCHEMA: 'TimeRange.1',
    start_time: time(from),
    duration: time(frames),
  });
  const children = placed(cut).flatMap((piece): object[] => {
    const { file, index, dissolve, speed } = piece;
    const source_range = range(piece.sourceAtCut, piece.until - piece.cut);
    if (file === null) return [{ OTIO_SCHEMA: 'Gap.1', source_range: range(0, piece.until - piece.cut) }];
    const effects =
      speed.num === 0
        ? [{ OTIO_SCHEMA: 'FreezeFrame.1', time_scalar: 0 }]
        : speed === NORMAL
          ? []
          : [{ OTIO_SCHEMA: 'LinearTimeWarp.1', time_scalar: speed.num / speed.den }];
    const media_reference = { OTIO_SCHEMA: 'ExternalReference.1', target_url: `file:///media/${file}` };
    const clip = {
      OTIO_SCHEMA: 'Clip.1',
      name: `shot ${String(index)}`,
      source_range,
      effects,
      media_reference,
    };
    if (dissolve === 0) return [clip];
    const in_offset = time(piece.cut - piece.from);
    const out_offset = time(dissolve - (piece.cut - piece.from));
    return [{ OTIO_SCHEMA: 'Transition.1', transition_type: 'SMPTE_Dissolve', in_offset, out_offset }, clip];
  });
  return bytes(
    JSON.stringify({
      OTIO_SCHEMA: 'Timeline.1',
      global_start_time: time(start / flicksPerFrame),
      tracks: { OTIO_SCHEMA: 'Stack.1', children: [{ OTIO_SCHEMA: 'Track.1', kind: 'Video', children }] },
    }),
  );
}

/** A cut as the XML of Final Cut Pro 7. */
export function cutAsXmeml(cut: readonly CutPiece[], { format, start }: Timeline): Uint8Array {
  const { nominal, den, flicksPerFrame } = frameRate(format.rate);
  const rate = `<rate><timebase>${String(nominal)}</timebase><ntsc>${den === 1 ? 'FALSE' : 'TRUE'}</ntsc></rate>`;
  const timecode = (frame: number, more = '') =>
    `<timecode>${rate}<frame>${String(frame)}</frame><displayformat>${format.dropFrame ? 'DF' : 'NDF'}</displayformat>${more}</timecode>`;
  const pieces = placed(cut);
  const items = pieces.map((piece, place) => {
    const { file, index, dissolve, speed } = piece;
    if (file === null) return '';
    const next = pieces[place + 1];
    const end = next && next.dissolve > 0 ? next.from + next.dissolve : piece.until;
    const isStill = speed.num === 0;
    // In and out count in frames as the clip runs.
    const first = ((piece.source - FILE_START) * speed.den) / (isStill ? 1 : speed.num);
    const remap = isStill || speed === NORMAL ? '' : remapFilter((100 * speed.num) / speed.den);
    const transition =
      dissolve === 0
        ? ''
        : `<transitionitem><start>${String(piece.from)}</start><end>${String(piece.from + dissolve)}</end>` +
          '<effect><name>Cross Dissolve</name><effectcategory>Dissolve</effectcategory></effect></transitionitem>\n';
    return (
      `${transition}<clipitem id="c${String(index)}"><name>shot ${String(index)}</name>${rate}` +
      `<start>${String(dissolve > 0 ? -1 : piece.cut)}</start><end>${String(next && next.dissolve > 0 ? -1 : piece.until)}</end>` +
      `<in>${String(first)}</in><out>${String(first + end - piece.from)}</out>${isStill ? '<stillframe>TRUE</stillframe>' : ''}` +
      `<file id="f${String(index)}"><name>${file}</name><pathurl>file://localhost/media/${file}</pathurl>${rate}` +
      `${timecode(FILE_START)}</file>${remap}</clipitem>\n`
    );
  });
  return bytes(
    `<?xml version="1.0"?><!DOCTYPE xmeml><xmeml version="5"><sequence><name>cut</name>${rate}` +
      `${timecode(start / flicksPerFrame)}<media><video><track>\n${items.join('')}</track></video></media></sequence></xmeml>`,
  );
}

function remapFilter(percent: number): string {
  const parameter = (id: string, value: string) =>
    `<parameter><parameterid>${id}</parameterid><value>${value}</value></parameter>`;
  return (
    '<filter><effect><name>Time Remap</name><effectid>timeremap</effectid>' +
    `${parameter('variablespeed', '0')}${parameter('speed', String(percent))}${parameter('reverse', 'FALSE')}</effect></filter>`
  );
}

/** A cut as the XML of Final Cut Pro. */
export function cutAsFcpxml(cut: readonly CutPiece[], { format, start }: Timeline): Uint8Array {
  const { num, den, flicksPerFrame } = frameRate(format.rate);
  const time = (frames: number): string => `${String(frames * den)}/${String(num)}s`;
  const first = start / flicksPerFrame;
  const pieces = placed(cut);
  const assets = pieces.map(({ file, index }) =>
    file === null
      ? ''
      : `<asset id="a${String(index)}" name="${file}" start="${time(FILE_START)}" hasVideo="1" format="r1"><media-rep kind="original-media" src="file:///media/${file}"/></asset>\n`,
  );
  const story = pieces.map((piece) => {
    const { file, index, dissolve, speed } = piece;
    const place = `offset="${time(first + piece.cut)}" duration="${time(piece.until - piece.cut)}"`;
    if (file === null) return `<gap ${place}/>\n`;
    const transition =
      dissolve === 0
        ? ''
        : `<transition name="Cross Dissolve" offset="${time(first + piece.from)}" duration="${time(dissolve)}"/>\n`;
    const name = `name="shot ${String(index)}" ref="a${String(index)}"`;
    if (speed === NORMAL)
      return `${transition}<asset-clip ${name} ${place} start="${time(piece.sourceAtCut)}"/>\n`;
    // The clip's own time is that in which it runs: a still may have any.
    const own = speed.num === 0 ? 0 : (piece.sourceAtCut * speed.den) / speed.num;
    const long = 20_000_000;
    const points =
      speed.num === 0
        ? [
            [0, piece.source],
            [1000, piece.source],
          ]
        : [
            [0, 0],
            [long, (long * speed.num) / speed.den],
          ];
    const map = points.map(
      ([at = 0, value = 0]) => `<timept time="${time(at)}" value="${time(value)}" interp="smooth2"/>`,
    );
    return `${transition}<asset-clip ${name} ${place} start="${time(own)}"><timeMap>${map.join('')}</timeMap></asset-clip>\n`;
  });
  return bytes(
    `<?xml version="1.0"?><!DOCTYPE fcpxml><fcpxml version="1.10"><resources><format id="r1" frameDuration="${time(1)}"/>\n` +
      `${assets.join('')}</resources><library><event><project name="cut"><sequence format="r1" tcStart="${time(first)}" ` +
      `tcFormat="${format.dropFrame ? 'DF' : 'NDF'}"><spine>\n${story.join('')}</spine></sequence></project></event></library></fcpxml>`,
  );
}

/** The rates at which every format can state a cut exactly. */
export const CUT_RATES: readonly FrameRateName[] = ['23.976', '24', '25', '29.97', '50', '59.94', '120'];
