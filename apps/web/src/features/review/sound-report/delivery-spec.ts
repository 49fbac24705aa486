import type { DeliverySpec } from '@segue/media-analysis/judge-sound';
import type { FilmDeliverySpec } from '@segue/protocol';

/** What a film asks of the sound itself. */
export function askedOfSound({
  sampleRate,
  bitDepth,
  loudness,
  truePeakMax,
}: FilmDeliverySpec): DeliverySpec {
  return {
    ...(sampleRate === null ? {} : { sampleRates: [sampleRate] }),
    ...(bitDepth === null ? {} : { bitDepth }),
    ...(loudness === null ? {} : { loudness }),
    ...(truePeakMax === null ? {} : { truePeakMax }),
  };
}
