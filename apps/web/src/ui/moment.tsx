import { useTranslation } from 'react-i18next';

interface Props {
  /** ISO instant or day, or Unix milliseconds. */
  readonly at: string | number;
  readonly as?: 'moment' | 'day';
}

/** Making a formatter takes longer than formatting a thousand dates. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: string, as: 'moment' | 'day'): Intl.DateTimeFormat {
  const key = `${language} ${as}`;
  const made =
    formats.get(key) ??
    new Intl.DateTimeFormat(language === 'en' ? undefined : language, {
      dateStyle: 'medium',
      // A day without a time is midnight in Greenwich: it must not slip to the day before.
      ...(as === 'day' ? { timeZone: 'UTC' } : { timeStyle: 'short' }),
    });
  formats.set(key, made);
  return made;
}

/** A date, with the time of day unless only the day matters, in the reader's own way of writing. */
export function Moment({ at, as = 'moment' }: Props) {
  const { i18n } = useTranslation();
  const date = new Date(at);
  return <time dateTime={date.toISOString()}>{formatOf(i18n.language, as).format(date)}</time>;
}
