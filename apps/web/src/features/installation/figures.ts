const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** How numbers are written, in the reader's own way. */
export interface Figures {
  readonly count: (value: number) => string;
  /** A number of bytes with the unit that leaves one to three digits before the point. */
  readonly bytes: (value: number) => string;
  /** A delay or an age in seconds, from milliseconds to days. */
  readonly duration: (seconds: number) => string;
}

/** @param locale a BCP 47 tag */
export function figuresIn(locale: string): Figures {
  const plain = new Intl.NumberFormat(locale);
  const withUnit = (value: number, unit: string, digits: number): string =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      // Also where the last one is a zero: a column whose numbers lose a digit now and then jumps.
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value);
  return {
    count: (value) => plain.format(value),
    bytes: (value) => {
      const step = value < 1 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), BYTE_UNITS.length - 1);
      return withUnit(value / 1000 ** step, BYTE_UNITS[step] ?? 'byte', step < 2 ? 0 : 1);
    },
    duration: (seconds) => {
      if (seconds < 0.01) return withUnit(seconds * 1000, 'millisecond', 1);
      if (seconds < 1) return withUnit(seconds * 1000, 'millisecond', 0);
      if (seconds < 10) return withUnit(seconds, 'second', 1);
      if (seconds < 120) return withUnit(seconds, 'second', 0);
      if (seconds < 2 * 3600) return withUnit(seconds / 60, 'minute', 0);
      if (seconds < 48 * 3600) return withUnit(seconds / 3600, 'hour', 0);
      return withUnit(seconds / 86_400, 'day', 0);
    },
  };
}
