import { localeFor } from './look/languages';
import { useLanguage } from './look/use-language';

interface Props {
  /** ISO instant or day, or Unix milliseconds. */
  readonly at: string | number;
  /** `brief`: the time of day today, and only the day before that. */
  readonly as?: 'moment' | 'day' | 'brief';
}

/** Making a formatter takes longer than formatting a thousand dates. */
const formats = new Map<string, Intl.DateTimeFormat>();

type Format = keyof typeof OPTIONS;
const OPTIONS = {
  moment: { dateStyle: 'medium', timeStyle: 'short' },
  // A day without a time is midnight in Greenwich: it must not slip to the day before.
  day: { dateStyle: 'medium', timeZone: 'UTC' },
  time: { timeStyle: 'short' },
  date: { day: 'numeric', month: 'short' },
} as const;

function formatOf(language: string, as: Format): Intl.DateTimeFormat {
  const key = `${language} ${as}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(localeFor(language), OPTIONS[as]);
  formats.set(key, made);
  return made;
}

/** A date and its time of day in words, in a language. */
export function momentIn(language: string, at: number): string {
  return formatOf(language, 'moment').format(at);
}

/** A date, with the time of day unless only the day matters, in the reader's own way of writing. */
export function Moment({ at, as = 'moment' }: Props) {
  const language = useLanguage();
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  const format = as === 'brief' ? (isToday ? 'time' : 'date') : as;
  // What is told in brief is told in full when one asks.
  const title = as === 'brief' ? momentIn(language, date.getTime()) : undefined;
  return (
    <time dateTime={date.toISOString()} title={title}>
      {formatOf(language, format).format(date)}
    </time>
  );
}
