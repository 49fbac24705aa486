import i18next, {
  type BackendModule,
  type FormatterModule,
  type ReadCallback,
  type ResourceKey,
} from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languageFor, LANGUAGES, type Language } from '../ui/look/languages';
import { currentLook, onLookChange } from '../ui/look/look';
import { plain } from '../ui/look/numbers';

/** Each subject in each language, fetched when something that speaks of it is shown. */
const files = import.meta.glob<ResourceKey>('../locales/*/*.json', { import: 'default' });

async function words(language: string, subject: string): Promise<ResourceKey> {
  const load = files[`../locales/${language}/${subject}.json`];
  if (!load) throw new Error(`There is no ${subject}.json for ${language}.`);
  return load();
}

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language: string, subject: string, done: ReadCallback) => {
    words(language, subject).then(
      (said) => {
        done(null, said);
      },
      (error: unknown) => {
        done(error instanceof Error ? error : String(error), null);
      },
    );
  },
};

/** Numbers in sentences, as the reader writes them. */
const numbers: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, _format, language = 'en') =>
    typeof value === 'number' ? plain(value, language) : (value as string),
};

i18next.on('languageChanged', (language) => {
  document.documentElement.lang = language;
});

void i18next
  .use(backend)
  .use(numbers)
  .use(initReactI18next)
  .init({
    lng: chosenLanguage(),
    // Each language is whole: a test holds them to the keys of English.
    fallbackLng: false,
    ns: ['shell', 'ui'],
    defaultNS: 'shell',
    // React escapes already.
    interpolation: { escapeValue: false, alwaysFormat: true },
    initAsync: false,
  });

onLookChange(() => {
  if (i18next.language !== chosenLanguage()) void i18next.changeLanguage(chosenLanguage());
});

/** What the pages are in: as was chosen on this device, else as a link that led here says, else as the browser does. */
export function chosenLanguage(): Language {
  const linked = new URLSearchParams(location.search).get('language');
  return (
    currentLook().language ?? LANGUAGES.find((known) => known === linked) ?? languageFor(navigator.languages)
  );
}

/** A page along with what it says, so that it does not wait twice. */
export async function withWords<T>(page: Promise<T>, ...spoken: readonly string[]): Promise<T> {
  await i18next.loadNamespaces(spoken);
  return page;
}
