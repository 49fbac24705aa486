import { judgeLength } from '@segue/media-analysis/judge-length';
import { judgeSound } from '@segue/media-analysis/judge-sound';
import type { Version } from '@segue/protocol';
import { judgeFileName } from '@segue/review-document';
import { frameToFlicks } from '@segue/timecode';
import { useTranslation } from 'react-i18next';
import { useReview } from '../review-context';
import { askedOfSound } from './delivery-spec';
import { SoundReport } from './sound-report';

/** What was measured in a version, and how that stands against what the film asks for. */
export function VersionReport({ version }: { version: Version }) {
  const { t } = useTranslation('review');
  const { film, cue, programme } = useReview();
  const { facts, report, fileName, number } = version;
  if (report === null) return <p role="status">{t('versionPanel.measuring')}</p>;
  const { naming, coversCue, overhangMax } = film.deliverySpec;
  const { cue: place, sound } = programme;
  const stretch = ({ start, end }: { start: number; end: number }) => ({ in: start, out: end });
  const asked = { covers: coversCue, mostOverhang: overhangMax };
  const findings = [
    ...(naming === null ? [] : judgeFileName(fileName, { cue: cue.number, number }, naming)),
    ...(place && sound
      ? judgeLength(stretch(sound), stretch(place), asked, frameToFlicks(1, film.rate))
      : []),
    ...judgeSound(facts, report, askedOfSound(film.deliverySpec)),
  ];
  return <SoundReport facts={facts} report={report} findings={findings} />;
}
