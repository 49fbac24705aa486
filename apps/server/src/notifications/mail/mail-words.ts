import type { Language } from '@segue/protocol';
import { createInstance, type TFunction } from 'i18next';
import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import es from './words/es.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };
import ja from './words/ja.json' with { type: 'json' };

/** What mails say, by language. */
export const MAIL_WORDS: Readonly<Record<Language, object>> = { en, de, fr, es, ja };

const i18n = createInstance();
await i18n.init({
  resources: Object.fromEntries(
    Object.entries(MAIL_WORDS).map(([language, mail]) => [language, { mail: mail as typeof en }]),
  ),
  // Each language is whole: a test holds them to the keys of English.
  fallbackLng: false,
  ns: ['mail'],
  defaultNS: 'mail',
  // Mails are text first; what goes into HTML is escaped there.
  interpolation: { escapeValue: false },
});

/** Says what a mail says in a language. */
export function mailWords(language: Language): TFunction {
  return i18n.getFixedT(language);
}
