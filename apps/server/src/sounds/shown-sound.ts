import type { Stem } from '@segue/protocol';
import type { Row } from '@segue/storage';
import { showListening, storedListening } from './stored-listening.js';

/** The columns of `sounds` that versions, stems and beds are shown with. */
export const SHOWN_OF_SOUND = [
  'sounds.facts',
  'sounds.report',
  'sounds.listening',
  'sounds.unplayable',
] as const;
export type ShownOfSound = Pick<Row<'sounds'>, 'facts' | 'report' | 'listening' | 'unplayable'>;

/** What versions, stems and beds say of their sound, before it is checked against their own schema. */
export function showSound({
  facts,
  report,
  listening,
  unplayable,
}: ShownOfSound): Record<'facts' | 'report', unknown> & Pick<Stem, 'listening' | 'unplayable'> {
  return {
    facts,
    report,
    listening: listening && showListening(storedListening.parse(listening)),
    unplayable,
  };
}
