import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import delivery from '../locales/en/delivery.json';
import review from '../locales/en/review.json';
import shell from '../locales/en/shell.json';
import signOff from '../locales/en/sign-off.json';
import ui from '../locales/en/ui.json';

void i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: {
    en: { shell, review, 'sign-off': signOff, delivery, ui },
  },
  defaultNS: 'shell',
  // React escapes already.
  interpolation: { escapeValue: false },
  initAsync: false,
});
