import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { figuresIn, type Figures } from './figures';

/** Figures as the reader writes them. */
export function useFigures(): Figures {
  const { i18n } = useTranslation();
  // English is also what people read who have no translation: they keep their own way of writing numbers.
  return useMemo(() => figuresIn(i18n.language === 'en' ? undefined : i18n.language), [i18n.language]);
}
