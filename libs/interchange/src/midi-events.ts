import { parseMidi as parseMidiFile, type MidiData, type MidiEvent } from 'midi-file';
import type { Problem } from './marker.js';

/** What ticks mean: parts of a quarter note, or of a second. */
export type Division =
  { readonly ppq: number } | { readonly framesPerSecond: number; readonly ticksPerFrame: number };

/** The events that say where something is, at a tick from the file's beginning. */
export type TimedEvent = { readonly tick: number } & (
  | { readonly kind: 'marker'; readonly text: string }
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'tempo'; readonly microsecondsPerQuarter: number }
  | { readonly kind: 'meter'; readonly numerator: number; readonly denominator: number }
  | {
      readonly kind: 'offset';
      readonly frameRate: number;
      readonly fields: readonly number[];
      readonly subFrame: number;
    }
);

/** A MIDI file, as far as it says where something is: events of all tracks in the order of their ticks. */
interface MidiTimeline {
  readonly division: Division;
  readonly events: readonly TimedEvent[];
}

/** Each two bytes can be an event that takes fifty times as much memory. 100,000 markers are six megabytes. */
const MOST_BYTES = 16 * 1024 * 1024;
/** The largest distance between two events that MIDI can say, in ticks. */
export const LONGEST_DELTA = 0x0fffffff;

/** Reads a MIDI file, or says what is wrong with it. */
export function readMidi(bytes: Uint8Array): MidiTimeline | Problem {
  if (bytes.length > MOST_BYTES)
    return unreadable('It has more than 16 MB: this is not a MIDI file with markers.');
  if (new TextDecoder('latin1').decode(bytes.subarray(0, 4)) !== 'MThd')
    return unreadable('This is not a MIDI file: it does not begin with MThd.');
  let file: MidiData;
  try {
    file = parseMidiFile(bytes);
  } catch {
    return unreadable('This MIDI file is damaged, or its end is missing.');
  }
  const { header, tracks } = file;
  // Format 2 holds patterns that do not follow each other in any stated order.
  if (header.format === 2)
    return unreadable('This MIDI file holds patterns and no timeline. Export it as type 0 or 1.');
  const division = divisionOf(header);
  if (!division) return unreadable('This MIDI file does not say how long its ticks are.');
  const events: TimedEvent[] = [];
  for (const [index, track] of tracks.entries()) {
    let tick = 0;
    for (const event of track) {
      if (!(event.deltaTime >= 0 && event.deltaTime <= LONGEST_DELTA))
        return {
          where: `track ${String(index + 1)}`,
          what: 'This MIDI file is damaged: an event has no time.',
        };
      tick += event.deltaTime;
      const timed = timedEvent(event, tick, index);
      if (timed) events.push(timed);
      if (event.type === 'endOfTrack') break;
    }
  }
  // Events of the same tick stay in the order of their tracks, and within them.
  return { division, events: events.sort((a, b) => a.tick - b.tick) };
}

function divisionOf({ ticksPerBeat, framesPerSecond, ticksPerFrame }: MidiData['header']): Division | null {
  if (ticksPerBeat) return { ppq: ticksPerBeat };
  if (framesPerSecond === undefined || ![24, 25, 29, 30].includes(framesPerSecond) || !ticksPerFrame)
    return null;
  return { framesPerSecond, ticksPerFrame };
}

function timedEvent(event: MidiEvent, tick: number, track: number): TimedEvent | null {
  switch (event.type) {
    case 'marker':
    case 'cuePoint':
      return { tick, kind: 'marker', text: decoded(event.text) };
    case 'trackName':
      return track === 0 ? { tick, kind: 'title', text: decoded(event.text) } : null;
    case 'setTempo':
      return { tick, kind: 'tempo', microsecondsPerQuarter: event.microsecondsPerBeat };
    case 'timeSignature':
      return { tick, kind: 'meter', numerator: event.numerator, denominator: event.denominator };
    case 'smpteOffset': {
      const { frameRate, hour, min, sec, frame, subFrame } = event;
      // Where the end of a file is missing, `midi-file` hands over fields that are undefined, whatever their type.
      return { tick, kind: 'offset', frameRate, fields: [hour, min, sec, frame], subFrame: subFrame | 0 };
    }
    default:
      return null;
  }
}

/** Text has no stated encoding: UTF-8 where it is valid, else Latin-1, which is how `midi-file` hands it over. */
function decoded(latin1: string): string {
  const clean = latin1.replaceAll('\0', '');
  if (!/[\x80-\xff]/.test(clean)) return clean.trim();
  try {
    const bytes = Uint8Array.from(clean, (character) => character.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).trim();
  } catch {
    return clean.trim();
  }
}

function unreadable(what: string): Problem {
  return { where: 'file', what };
}
