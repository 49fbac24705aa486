/** A level with its unit, to a tenth: `-16.2 LUFS`; a dash where there is none to give. */
export function level(value: number | null, unit: 'LUFS' | 'LU' | 'dBTP' | 'dBFS'): string {
  return value === null ? '–' : `${value.toFixed(1).replace('-', '−')} ${unit}`;
}
