import i18next from 'i18next';
import words from '../../../locales/en/drawing.json';

// They come with the first drawing, or with whoever begins one.
i18next.addResourceBundle('en', 'drawing', words);
