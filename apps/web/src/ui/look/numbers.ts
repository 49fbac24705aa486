import { localeFor } from './languages';

/** Making a formatter takes longer than formatting a thousand numbers. */
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(language: string, digits: number | null): Intl.NumberFormat {
  const key = `${language} ${digits}`;
  const exactly = digits === null ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  const format = formats.get(key) ?? new Intl.NumberFormat(localeFor(language), exactly);
  formats.set(key, format);
  return format;
}

/** A number as the readers of a language write it. */
export function plain(value: number, language: string): string {
  // All of them write these alike, and the first formatter of a page takes ten milliseconds.
  if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
  return formatOf(language, null).format(value);
}

/** A number with exactly so many digits after the point, as the readers of a language write it. */
export function decimal(value: number, digits: number, language: string): string {
  return formatOf(language, digits).format(value);
}
