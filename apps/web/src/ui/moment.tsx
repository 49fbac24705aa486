import { useTranslation } from 'react-i18next';

interface Props {
  /** ISO instant or day, or Unix milliseconds. */
  readonly at: string | number;
  readonly as?: 'moment' | 'day';
}

/** A date, with the time of day unless only the day matters, in the reader's own way of writing. */
export function Moment({ at, as = 'moment' }: Props) {
  const { i18n } = useTranslation();
  const date = new Date(at);
  const format = new Intl.DateTimeFormat(i18n.language === 'en' ? undefined : i18n.language, {
    dateStyle: 'medium',
    // A day without a time is midnight in Greenwich: it must not slip to the day before.
    ...(as === 'day' ? { timeZone: 'UTC' } : { timeStyle: 'short' }),
  });
  return <time dateTime={date.toISOString()}>{format.format(date)}</time>;
}
