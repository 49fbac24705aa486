import { LANGUAGES as LANGUAGES_OF_MAILS } from '@segue/protocol';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../ui/look/languages';

interface Words {
  readonly [key: string]: string | Words;
}

const files = import.meta.glob<Words>('./*/*.json', { eager: true, import: 'default' });
const subjects = Object.keys(files)
  .filter((file) => file.startsWith('./en/'))
  .map((file) => file.slice('./en/'.length));

/** Plural forms are keys of their own: `frames_one`. What is said of none at all, `frames_zero`, is said in every language. */
const FORM = /_(one|two|few|many|other)$/;

it('pages speak the languages that mails are written in', () => {
  expect(LANGUAGES).toEqual(LANGUAGES_OF_MAILS);
});

describe.each(LANGUAGES)('the words in %s', (language) => {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;

  it('are there for every subject, and for no other', () => {
    const own = Object.keys(files).filter((file) => file.startsWith(`./${language}/`));
    expect(own.map((file) => file.slice(`./${language}/`.length))).toEqual(subjects);
  });

  describe.each(subjects)('in %s', (subject) => {
    const english = flat(files[`./en/${subject}`] ?? {});
    const own = flat(files[`./${language}/${subject}`] ?? {});

    it('have the keys of English, with the plural forms of their own', () => {
      const wanted = new Set<string>();
      for (const key of english.keys()) {
        if (!FORM.test(key)) wanted.add(key);
        else for (const form of forms) wanted.add(key.replace(FORM, `_${form}`));
      }
      expect({
        missing: [...wanted].filter((key) => !own.has(key)),
        tooMany: [...own.keys()].filter((key) => !wanted.has(key)),
      }).toEqual({ missing: [], tooMany: [] });
    });

    it('say something, with the same places to fill in', () => {
      const wrong: string[] = [];
      for (const [key, text] of own) {
        if (text.trim() === '') wrong.push(`${key} is empty`);
        const model = english.get(key) ?? english.get(key.replace(FORM, '_other'));
        if (model !== undefined && places(text) !== places(model))
          wrong.push(`${key} has ${places(text) || 'none'}, and English ${places(model) || 'none'}`);
      }
      expect(wrong).toEqual([]);
    });
  });
});

/** Every text by its whole key. */
function flat(words: Words, under = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[under + key, value]] : [...flat(value, `${under}${key}.`)],
    ),
  );
}

/** What is filled into a text, and the tags in it; the order is the language's own. */
function places(text: string): string {
  return [...new Set(text.match(/\{\{.+?\}\}|<\/?\w+\/?>/g) ?? [])].sort().join(' ');
}
