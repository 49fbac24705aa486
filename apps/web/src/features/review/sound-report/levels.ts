import { decimal } from '../../../ui/look/numbers';

/** A level with its unit, to a tenth: `-16.2 LUFS`; a dash where there is none to give. */
export function level(value: number | null, unit: 'LUFS' | 'LU' | 'dBTP' | 'dBFS', language: string): string {
  return value === null ? '–' : `${decimal(value, 1, language).replace('-', '−')} ${unit}`;
}
