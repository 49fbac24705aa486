import { judgeSound, type DeliverySpec } from '@segue/media-analysis/judge-sound';
import type { FilmDeliverySpec, Version } from '@segue/protocol';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import { SoundReport } from './sound-report';

/** What was measured in a version, and how that stands against what the film asks for. */
export function VersionReport({ version }: { version: Version }) {
  const { t } = useTranslation('review');
  const { film } = useReview();
  const { facts, report } = version;
  if (report === null) return <p role="status">{t('versionPanel.measuring')}</p>;
  const findings = judgeSound(facts, report, asked(film.deliverySpec));
  return <SoundReport facts={facts} report={report} findings={findings} />;
}

function asked({ sampleRate, bitDepth, loudness, truePeakMax }: FilmDeliverySpec): DeliverySpec {
  return {
    ...(sampleRate === null ? {} : { sampleRates: [sampleRate] }),
    ...(bitDepth === null ? {} : { bitDepth }),
    ...(loudness === null ? {} : { loudness }),
    ...(truePeakMax === null ? {} : { truePeakMax }),
  };
}
