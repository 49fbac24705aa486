import i18next from 'i18next';
import words from '../../../locales/en/streamers.json';

// They come with the choice.
i18next.addResourceBundle('en', 'streamers', words);
