import { describe, expect, it } from 'vitest';
import { languageFor, localeFor } from './languages';

describe('the language of a reader', () => {
  it('is the first they want that there is', () => {
    expect(languageFor(['gsw-CH', 'EN-gb', 'en'])).toBe('en');
    expect(languageFor(['de-AT', 'en'])).toBe('de');
    expect(languageFor(['tlh'])).toBe('en');
    expect(languageFor([])).toBe('en');
  });

  it('has their own way of writing dates and numbers', () => {
    expect(localeFor('en', ['fr', 'en-GB', 'en-US'])).toBe('en-GB');
    expect(localeFor('de', ['en-GB'])).toBe('de');
  });
});
