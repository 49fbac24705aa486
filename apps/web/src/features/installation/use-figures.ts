import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localeFor } from '../../ui/look/languages';
import { figuresIn, type Figures } from './figures';

/** Figures as the reader writes them. */
export function useFigures(): Figures {
  const { i18n } = useTranslation();
  return useMemo(() => figuresIn(localeFor(i18n.language)), [i18n.language]);
}
