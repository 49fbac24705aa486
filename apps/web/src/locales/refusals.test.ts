import { because, problemOf, REASONS, Refusal, REFUSALS } from '@segue/protocol';
import i18next, { type TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { wordsOfProblem } from '../api/problem-words';
import { LANGUAGES } from '../ui/look/languages';

const files = import.meta.glob<Record<string, unknown>>('./*/refusals.json', {
  eager: true,
  import: 'default',
});

async function words(language: string): Promise<TFunction> {
  const i18n = i18next.createInstance();
  const refusals = files[`./${language}/refusals.json`] ?? {};
  await i18n.init({
    lng: language,
    resources: { [language]: { refusals } },
    interpolation: { escapeValue: false },
  });
  return i18n.getFixedT(null, 'refusals');
}

describe.each(LANGUAGES)('in %s', (language) => {
  it('every refusal and every case of the server has its words, with the facts of the case', async () => {
    const t = await words(language);
    const unsaid = [
      ...Object.keys(REFUSALS),
      ...Object.keys(REASONS).map((reason) => `reasons.${reason}`),
    ].filter((key) => t(key, { defaultValue: '' }) === '');
    expect(unsaid).toEqual([]);
    for (const [reason, english] of Object.entries(REASONS)) {
      const names = [...english.matchAll(/{{(\w+)}}/g)].map(([, name]) => name ?? '');
      const said = t(`reasons.${reason}`, Object.fromEntries(names.map((name) => [name, `<${name}>`])));
      for (const name of names) expect(said, reason).toContain(`<${name}>`);
    }
  });
});

describe('a refusal', () => {
  it('says in English what the server says', async () => {
    const t = await words('en');
    for (const [code, { message }] of Object.entries(REFUSALS)) expect(t(code), code).toBe(message);
    for (const [reason, english] of Object.entries(REASONS))
      expect(t(`reasons.${reason}`, { skipInterpolation: true }), reason).toBe(english);
  });

  it('says its case and the facts of it in the language of the reader', async () => {
    const t = await words('de');
    const duplicate = new Refusal(
      'delivery.duplicate',
      because('already-version', { number: 2, cue: '1m04' }),
    );
    expect(wordsOfProblem(problemOf(duplicate), t)).toBe(
      'Genau diese Datei ist schon hier, als v2 von 1m04.',
    );
    const changes = ['changed-cut', 'changed-must-notes'] as const;
    const changed = new Refusal('sign-off.changed', because('changed', { changes }));
    expect(wordsOfProblem(problemOf(changed), t)).toContain(
      'die Schnittfassung; die Zahl der offenen Muss-Anmerkungen.',
    );
  });

  it('adds what only a parser knows to the words of its code', async () => {
    const unreadable = problemOf(new Refusal('tempo-map.unreadable', 'It does not begin with MThd.'));
    expect(wordsOfProblem(unreadable, await words('de'))).toBe(
      'In dieser Datei waren keine Tempi zu lesen. (It does not begin with MThd.)',
    );
    expect(wordsOfProblem(unreadable, await words('en'))).toBe('It does not begin with MThd.');
  });

  it('stays in English where the page does not know it', async () => {
    const newer = JSON.parse('{"code":"tea.cold","reason":"cup","detail":"The tea is cold."}') as {
      detail: string;
    };
    expect(wordsOfProblem(newer, await words('de'))).toBe('The tea is cold.');
  });
});
