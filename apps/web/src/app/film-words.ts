import i18next from 'i18next';
import film from '../locales/en/film.json';
import people from '../locales/en/people.json';
import pictureChange from '../locales/en/picture-change.json';

// The review room, which opens first for most people, has none of these words: they come with the pages that do.
i18next.addResourceBundle('en', 'film', film);
i18next.addResourceBundle('en', 'people', people);
i18next.addResourceBundle('en', 'picture-change', pictureChange);
