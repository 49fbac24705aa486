import type { SoundReport } from './sound-meter.js';

/** What a film asks of the sound delivered to it; what is left out is not asked. */
export interface DeliverySpec {
  /** Hz; any of these. */
  readonly sampleRates?: readonly number[] | undefined;
  /** Bits per sample, at least. */
  readonly bitDepth?: number | undefined;
  /** Integrated loudness in LUFS, and by how many LU it may be off either way. */
  readonly loudness?: { readonly target: number; readonly tolerance: number } | undefined;
  /** dBTP. */
  readonly truePeakMax?: number | undefined;
}

/** What is judged of a sound's facts. */
export interface JudgedFacts {
  readonly sampleRate: number;
  /** Null where the codec has none, as MP3. */
  readonly bitDepth: number | null;
  /** Samples per channel. */
  readonly samples: number;
  /** The loudspeaker of each channel; null where nobody knows. */
  readonly layout: readonly string[] | null;
}

/** What does not fit the film's delivery spec. */
export type Breach =
  | { readonly code: 'sample-rate'; readonly value: number; readonly allowed: readonly number[] }
  | { readonly code: 'bit-depth'; readonly value: number | null; readonly least: number }
  | {
      readonly code: 'loudness';
      /** LUFS; null for silence, and for less than 400 ms. */
      readonly value: number | null;
      readonly target: number;
      readonly tolerance: number;
    }
  | { readonly code: 'true-peak'; readonly value: number; readonly most: number };

/** What people should know of a sound, whatever the film asks. Channels count from 0. */
export type Remark =
  | { readonly code: 'silence' }
  /** More than two channels of which nobody said what they are for. */
  | { readonly code: 'unknown-layout'; readonly count: number }
  | { readonly code: 'clipping'; readonly clips: number; readonly channels: readonly number[] }
  | { readonly code: 'dc'; readonly value: number; readonly channels: readonly number[] }
  | { readonly code: 'silent-channel'; readonly channels: readonly number[] }
  | { readonly code: 'anti-phase'; readonly value: number }
  | { readonly code: 'mono-in-stereo' }
  | { readonly code: 'leading-silence'; readonly samples: number }
  | { readonly code: 'trailing-silence'; readonly samples: number };

/** One thing to tell about a sound. Words are the reader's; the codes are stable. */
export type Finding = ({ readonly severity: 'breach' } & Breach) | ({ readonly severity: 'remark' } & Remark);

/** Decibels are shown with one digit behind the point: what looks right there is right. */
const ROUNDING_DB = 0.05;
const DC_SHARE = 0.001;
const ANTI_PHASE = -0.5;
/** From here on two channels hold the same sound; dither alone makes more of a difference than the rest. */
const SAME = 0.99999;
const LONG_SILENCE_SECONDS = 10;

/** Judges a measured sound against a film's delivery spec and on its own: breaches first, in the order of the spec. */
export function judgeSound(facts: JudgedFacts, report: SoundReport, spec: DeliverySpec = {}): Finding[] {
  return [
    ...breaches(facts, report, spec).map((breach) => ({ severity: 'breach' as const, ...breach })),
    ...remarks(facts, report).map((remark) => ({ severity: 'remark' as const, ...remark })),
  ];
}

function breaches(facts: JudgedFacts, report: SoundReport, spec: DeliverySpec): Breach[] {
  const found: Breach[] = [];
  const { sampleRates, bitDepth, loudness, truePeakMax } = spec;
  if (sampleRates && !sampleRates.includes(facts.sampleRate))
    found.push({ code: 'sample-rate', value: facts.sampleRate, allowed: sampleRates });
  if (bitDepth !== undefined && (facts.bitDepth === null || facts.bitDepth < bitDepth))
    found.push({ code: 'bit-depth', value: facts.bitDepth, least: bitDepth });
  if (loudness) {
    const { target, tolerance } = loudness;
    const value = report.loudness.integrated;
    if (value === null || Math.abs(value - target) > tolerance + ROUNDING_DB)
      found.push({ code: 'loudness', value, target, tolerance });
  }
  if (truePeakMax !== undefined && report.truePeak !== null && report.truePeak > truePeakMax + ROUNDING_DB)
    found.push({ code: 'true-peak', value: report.truePeak, most: truePeakMax });
  return found;
}

function remarks(facts: JudgedFacts, report: SoundReport): Remark[] {
  const { channels, correlation, leadingSilence, trailingSilence } = report;
  const found: Remark[] = [];
  const where = (holds: (channel: SoundReport['channels'][number]) => boolean): number[] =>
    channels.flatMap((channel, i) => (holds(channel) ? [i] : []));

  const silent = where(({ peak }) => peak === null);
  // Nothing else is worth saying of a file in which nothing is heard.
  if (leadingSilence >= facts.samples) return [{ code: 'silence' }];

  if (facts.layout === null && channels.length > 2)
    found.push({ code: 'unknown-layout', count: channels.length });

  const clipping = where(({ clips }) => clips > 0);
  const clips = channels.reduce((sum, channel) => sum + channel.clips, 0);
  if (clips > 0) found.push({ code: 'clipping', clips, channels: clipping });

  const offset = where(({ dc }) => Math.abs(dc) > DC_SHARE);
  const worst = channels.reduce((most, { dc }) => (Math.abs(dc) > Math.abs(most) ? dc : most), 0);
  if (offset.length > 0) found.push({ code: 'dc', value: worst, channels: offset });

  if (silent.length > 0) found.push({ code: 'silent-channel', channels: silent });
  if (correlation !== null && correlation < ANTI_PHASE)
    found.push({ code: 'anti-phase', value: correlation });
  if (channels.length === 2 && correlation !== null && correlation > SAME)
    found.push({ code: 'mono-in-stereo' });

  const long = LONG_SILENCE_SECONDS * facts.sampleRate;
  if (leadingSilence > long) found.push({ code: 'leading-silence', samples: leadingSilence });
  if (trailingSilence > long) found.push({ code: 'trailing-silence', samples: trailingSilence });
  return found;
}
