import type { LengthFinding } from '@segue/media-analysis/judge-length';
import type { Finding as SoundFinding } from '@segue/media-analysis/judge-sound';
import type { StemFinding } from '@segue/media-analysis/judge-stems';
import type { FileNameFinding } from '@segue/review-document';
import type { TFunction } from 'i18next';
import { decimal } from '../../../ui/look/numbers';
import { level } from './levels';

/** What can be said of a file that was delivered. */
export type Finding = FileNameFinding | LengthFinding | SoundFinding | StemFinding;

/** What a finding says, in the reader's `language`. `names` are those of the file's channels, `sampleRate` its own. */
export function findingText(
  finding: Finding,
  t: TFunction<'review'>,
  names: readonly string[],
  sampleRate: number,
  language: string,
): string {
  const channels =
    'channels' in finding ? finding.channels.map((index) => names[index] ?? index + 1).join(', ') : '';
  switch (finding.code) {
    case 'sample-rate':
      return t('finding.sample-rate', {
        value: finding.value / 1000,
        allowed: finding.allowed.map((rate) => rate / 1000).join(', '),
      });
    case 'bit-depth':
      return finding.value === null
        ? t('finding.no-bit-depth', { least: finding.least })
        : t('finding.bit-depth', { value: finding.value, least: finding.least });
    case 'loudness':
      return t('finding.loudness', {
        value: level(finding.value, 'LUFS', language),
        target: level(finding.target, 'LUFS', language),
        tolerance: finding.tolerance,
      });
    case 'true-peak':
      return t('finding.true-peak', {
        value: level(finding.value, 'dBTP', language),
        most: level(finding.most, 'dBTP', language),
      });
    case 'unknown-layout':
      return t('finding.unknown-layout', { count: finding.count });
    case 'clipping':
      return t('finding.clipping', { count: finding.clips, channels });
    case 'dc':
      return t('finding.dc', { value: decimal(finding.value * 100, 2, language), channels });
    case 'silent-channel':
      return t('finding.silent-channel', { channels });
    case 'anti-phase':
      return t('finding.anti-phase', { value: decimal(finding.value, 2, language) });
    case 'leading-silence':
    case 'trailing-silence':
      return t(`finding.${finding.code}`, { seconds: Math.floor(finding.samples / sampleRate) });
    case 'name-cue':
      return finding.said === null
        ? t('finding.name-no-cue', { expected: finding.expected })
        : t('finding.name-cue', { said: finding.said, expected: finding.expected });
    case 'name-version':
      return finding.said === null
        ? t('finding.name-no-version', { expected: finding.expected })
        : t('finding.name-version', { said: finding.said, expected: finding.expected });
    case 'starts-late':
    case 'ends-early':
      return t(`finding.${finding.code}`, { count: finding.frames });
    case 'starts-early':
    case 'ends-late':
      return t(`finding.${finding.code}`, { count: finding.frames, most: finding.most });
    case 'stem-sample-rate':
      return t('finding.stem-sample-rate', {
        value: finding.value / 1000,
        expected: finding.expected / 1000,
      });
    case 'stem-length': {
      const count = Math.abs(finding.value - finding.expected);
      const ms = decimal((count / sampleRate) * 1000, count < sampleRate ? 1 : 0, language);
      return t(finding.value < finding.expected ? 'finding.stem-shorter' : 'finding.stem-longer', {
        count,
        ms,
      });
    }
    default:
      return t(`finding.${finding.code}`);
  }
}
