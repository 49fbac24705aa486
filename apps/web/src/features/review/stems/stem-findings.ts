import { judgeSound, type Finding } from '@segue/media-analysis/judge-sound';
import { judgeStems, type StemFinding } from '@segue/media-analysis/judge-stems';
import type { FilmDeliverySpec, Stem, Version } from '@segue/protocol';
import { askedOfSound } from '../sound-report/delivery-spec';

/** A part may be silent for as long as it likes. */
const USUAL_IN_STEMS: ReadonlySet<Finding['code']> = new Set(['leading-silence', 'trailing-silence']);

/** What is to be said of a stem: against its mix first, then of itself. How loud it should be is asked of mixes only. */
export function stemFindings(
  mix: Pick<Version, 'facts'>,
  { facts, report }: Pick<Stem, 'facts' | 'report'>,
  spec: FilmDeliverySpec,
): (Finding | StemFinding)[] {
  const asked = askedOfSound({ ...spec, loudness: null });
  const own = report === null ? [] : judgeSound(facts, report, asked);
  return [...judgeStems(mix.facts, [facts]), ...own.filter(({ code }) => !USUAL_IN_STEMS.has(code))];
}
