import { LANGUAGES, newId, NOTICE_KINDS, type Notice } from '@segue/protocol';
import { describe, expect, it } from 'vitest';
import { composeMail } from './compose-mail.js';
import { MAIL_WORDS } from './mail-words.js';

/** Plural forms are keys of their own, and each language has those that it needs. */
const FORM = /_(one|two|few|many|other)$/;
const LINKS = { publicUrl: 'https://segue.example.org', unsubscribe: 'https://segue.example.org/api/mail/x' };

describe.each(LANGUAGES)('mails in %s', (language) => {
  const own = flat(MAIL_WORDS[language]);
  const english = flat(MAIL_WORDS.en);

  it('have the words of English, with the plural forms of their own and the same places to fill in', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const wanted = new Set(
      [...english.keys()].flatMap((key) =>
        FORM.test(key) ? forms.map((form) => key.replace(FORM, `_${form}`)) : [key],
      ),
    );
    expect({
      missing: [...wanted].filter((key) => !own.has(key)),
      tooMany: [...own.keys()].filter((key) => !wanted.has(key)),
    }).toEqual({ missing: [], tooMany: [] });
    for (const [key, text] of own)
      expect(places(text), key).toEqual(
        places(english.get(key) ?? english.get(key.replace(FORM, '_other')) ?? ''),
      );
  });

  it('say every kind of news, and leave no key and no place open', () => {
    for (const kind of NOTICE_KINDS)
      for (const bare of [false, true]) {
        const { subject, text, html } = composeMail([news(kind, bare)], LINKS, language);
        for (const said of [subject, text, html]) expect(said, kind).not.toMatch(/{{|kinds\.|undefined|null/);
        expect(html).toContain(`<html lang="${language}"><head><meta charset="utf-8">`);
      }
  });

  it('count the news', () => {
    const many = composeMail([news('note'), news('reply'), news('version')], LINKS, language);
    expect(many.subject).toMatch(/3/);
    const apart = composeMail([news('note'), news('picture', true)], LINKS, language);
    expect(apart.subject).toMatch(/2.*2/);
  });
});

function news(kind: Notice['kind'], bare = false): Notice {
  return {
    id: newId(),
    kind,
    film: { id: newId(), title: 'The Long Take' },
    cue: bare ? null : { id: newId(), number: '1m04', title: 'Dawn & <Dusk>' },
    by: bare ? null : { id: newId(), name: 'Ana' },
    at: '2026-03-10T15:00:00.000Z',
    readAt: null,
    noteId: null,
    cutId: null,
    inFlicks: null,
    timecode: null,
    text: '',
    versionNumber: bare ? null : 2,
    sense: 'creative',
    decision: 'approved with changes',
    cutName: bare ? null : 'Fine cut',
    round: { number: 1, openNotes: 1, mustNotes: 1 },
  };
}

function places(text: string): string[] {
  return [...text.matchAll(/{{[^}]+}}/g)].map(([place]) => place).sort();
}

function flat(words: object, under = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]: [string, unknown]): [string, string][] =>
      typeof value === 'string' ? [[under + key, value]] : [...flat(value as object, `${under}${key}.`)],
    ),
  );
}
