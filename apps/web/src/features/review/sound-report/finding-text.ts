import type { Finding } from '@segue/media-analysis/judge-sound';
import type { TFunction } from 'i18next';
import { level } from './levels';

/** What a finding says, in the reader's language. `names` are those of the file's channels, `sampleRate` its own. */
export function findingText(
  finding: Finding,
  t: TFunction<'review'>,
  names: readonly string[],
  sampleRate: number,
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
        value: level(finding.value, 'LUFS'),
        target: level(finding.target, 'LUFS'),
        tolerance: finding.tolerance,
      });
    case 'true-peak':
      return t('finding.true-peak', {
        value: level(finding.value, 'dBTP'),
        most: level(finding.most, 'dBTP'),
      });
    case 'clipping':
      return t('finding.clipping', { count: finding.clips, channels });
    case 'dc':
      return t('finding.dc', { value: (finding.value * 100).toFixed(2), channels });
    case 'silent-channel':
      return t('finding.silent-channel', { channels });
    case 'anti-phase':
      return t('finding.anti-phase', { value: finding.value.toFixed(2) });
    case 'leading-silence':
    case 'trailing-silence':
      return t(`finding.${finding.code}`, { seconds: Math.floor(finding.samples / sampleRate) });
    default:
      return t(`finding.${finding.code}`);
  }
}
