import { describe, expect, it } from 'vitest';
import { judgeSound, type DeliverySpec } from './judge-sound.js';
import { judgeStems } from './judge-stems.js';
import type { SoundReport } from './sound-meter.js';

const facts = { sampleRate: 48_000, bitDepth: 24, samples: 480_000, layout: ['L', 'R'] };
const channel = { peak: -3, dc: 0, clips: 0 };
const report: SoundReport = {
  loudness: { integrated: -23.04, momentaryMax: -18, shortTermMax: -20, range: 6 },
  truePeak: -1.96,
  channels: [channel, channel],
  leadingSilence: 100,
  trailingSilence: 200,
  correlation: 0.4,
};
const spec: DeliverySpec = {
  sampleRates: [48_000, 96_000],
  bitDepth: 24,
  loudness: { target: -23, tolerance: 0 },
  truePeakMax: -2,
};

describe('judgeSound', () => {
  it('finds nothing in a sound that is as asked, to the digit that is shown', () => {
    expect(judgeSound(facts, report, spec)).toEqual([]);
    expect(judgeSound(facts, report)).toEqual([]);
  });

  it('finds every breach of the spec, and none that the spec does not ask for', () => {
    const worse = { ...report, loudness: { ...report.loudness, integrated: -20 }, truePeak: 0.3 };
    const wrong = { ...facts, sampleRate: 44_100, bitDepth: 16 };
    expect(judgeSound(wrong, worse, spec)).toEqual([
      { severity: 'breach', code: 'sample-rate', value: 44_100, allowed: [48_000, 96_000] },
      { severity: 'breach', code: 'bit-depth', value: 16, least: 24 },
      { severity: 'breach', code: 'loudness', value: -20, target: -23, tolerance: 0 },
      { severity: 'breach', code: 'true-peak', value: 0.3, most: -2 },
    ]);
    expect(judgeSound(wrong, worse, {})).toEqual([]);
  });

  it('takes a higher depth for better, and no depth for none', () => {
    expect(judgeSound({ ...facts, bitDepth: 32 }, report, spec)).toEqual([]);
    expect(judgeSound({ ...facts, bitDepth: null }, report, spec)).toEqual([
      { severity: 'breach', code: 'bit-depth', value: null, least: 24 },
    ]);
  });

  it('allows the loudness its tolerance either way', () => {
    const at = (integrated: number): number =>
      judgeSound(
        facts,
        { ...report, loudness: { ...report.loudness, integrated } },
        { loudness: { target: -23, tolerance: 1 } },
      ).length;
    expect([-24.2, -24, -23, -22, -21.8].map(at)).toEqual([1, 0, 0, 0, 1]);
  });

  it('says when nobody knows what many channels are for', () => {
    const many = { ...report, channels: Array.from({ length: 16 }, () => channel) };
    expect(judgeSound({ ...facts, layout: null }, many)).toEqual([
      { severity: 'remark', code: 'unknown-layout', count: 16 },
    ]);
    expect(judgeSound({ ...facts, layout: null }, report)).toEqual([]);
  });

  it('remarks on what is odd in itself', () => {
    const odd: SoundReport = {
      ...report,
      channels: [
        { peak: 0, dc: 0.0004, clips: 3 },
        { peak: 0, dc: -0.004, clips: 4 },
      ],
      leadingSilence: 480_001,
      trailingSilence: 480_002,
      correlation: -0.7,
    };
    expect(judgeSound({ ...facts, samples: 4_800_000 }, odd)).toEqual([
      { severity: 'remark', code: 'clipping', clips: 7, channels: [0, 1] },
      { severity: 'remark', code: 'dc', value: -0.004, channels: [1] },
      { severity: 'remark', code: 'anti-phase', value: -0.7 },
      { severity: 'remark', code: 'leading-silence', samples: 480_001 },
      { severity: 'remark', code: 'trailing-silence', samples: 480_002 },
    ]);
  });

  it('remarks on silence, on a silent channel and on mono in stereo', () => {
    const silent = { peak: null, dc: 0, clips: 0 };
    const codes = (changed: Partial<SoundReport>): string[] =>
      judgeSound(facts, { ...report, ...changed }).map(({ code }) => code);
    expect(codes({ channels: [silent, silent], leadingSilence: 480_000, trailingSilence: 480_000 })).toEqual([
      'silence',
    ]);
    expect(codes({ channels: [channel, silent], correlation: null })).toEqual(['silent-channel']);
    expect(codes({ correlation: 1 })).toEqual(['mono-in-stereo']);
    expect(codes({ channels: [channel, channel, channel], correlation: 1 })).toEqual([]);
  });
});

describe('judgeStems', () => {
  it('compares length and rate with the mix', () => {
    const mix = { sampleRate: 48_000, samples: 1000 };
    const stems = [mix, { ...mix, samples: 999 }, { sampleRate: 44_100, samples: 919 }];
    expect(judgeStems(mix, stems)).toEqual([
      { severity: 'remark', stem: 1, code: 'stem-length', value: 999, expected: 1000 },
      { severity: 'remark', stem: 2, code: 'stem-sample-rate', value: 44_100, expected: 48_000 },
    ]);
    expect(judgeStems(mix, [])).toEqual([]);
  });
});
