import { timecodeLabel } from '@segue/timecode';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cuesQuery } from '../../api/cues';
import { filmsQuery } from '../../api/films';
import { peopleQuery } from '../../api/people';
import { filmNotesQuery } from '../../api/picture-changes';
import { useOfferedActs } from '../../ui/offered-acts';
import type { ItemGroup } from './find-items';

const FILM_PAGES = ['spotting', 'to-do', 'sign-offs', 'cuts', 'people'] as const;

/** Everything that can be found: of the film that is open, and beyond it. */
export function useItemGroups(filmId: string | undefined): readonly ItemGroup[] {
  const { t } = useTranslation(['palette', 'shell']);
  const navigate = useNavigate();
  const acts = useOfferedActs();
  const films = useQuery(filmsQuery).data;
  const ofFilm = filmId ?? '';
  const enabled = filmId !== undefined;
  const cues = useQuery({ ...cuesQuery(ofFilm), enabled }).data;
  const notes = useQuery({ ...filmNotesQuery(ofFilm), enabled }).data;
  const people = useQuery({ ...peopleQuery(ofFilm), enabled }).data;
  return useMemo(() => {
    const film = films?.find(({ id }) => id === filmId);
    const numbers = new Map((cues ?? []).map(({ id, number }) => [id, number]));
    const pages = [
      { id: 'films', label: t('pages.films'), run: () => void navigate({ to: '/' }) },
      ...(film
        ? FILM_PAGES.map((tab) => ({
            id: tab,
            label: t(`pages.${tab}`),
            run: () =>
              void navigate({
                to: '/films/$filmId',
                params: { filmId: film.id },
                search: tab === 'spotting' ? {} : { tab },
              }),
          }))
        : []),
      { id: 'account', label: t('pages.account'), run: () => void navigate({ to: '/me' }) },
    ];
    return [
      { name: t('groups.acts'), items: acts },
      {
        name: t('groups.cues'),
        items: (cues ?? []).map(({ id, filmId: of, number, title, kind }) => ({
          id,
          label: `${number} ${title}`,
          detail: kind,
          run: () => void navigate({ to: '/films/$filmId/cues/$cueId', params: { filmId: of, cueId: id } }),
        })),
      },
      {
        name: t('groups.notes'),
        items: film
          ? (notes ?? []).map(({ id, cueId, text, author, inFlicks, state }) => ({
              id,
              label: text,
              detail: [
                numbers.get(cueId),
                timecodeLabel(inFlicks, film),
                author.name,
                t(state === 'open' ? 'openNote' : 'doneNote'),
              ].join(' · '),
              run: () =>
                void navigate({
                  to: '/films/$filmId/cues/$cueId',
                  params: { filmId: film.id, cueId },
                  search: { note: id },
                }),
            }))
          : [],
      },
      {
        name: t('groups.people'),
        items: (people?.members ?? []).map(({ personId, name, role }) => ({
          id: personId,
          label: name,
          detail: role,
          run: () =>
            void navigate({ to: '/films/$filmId', params: { filmId: ofFilm }, search: { tab: 'people' } }),
        })),
      },
      {
        name: t('groups.films'),
        items: (films ?? [])
          .filter(({ id }) => id !== filmId)
          .map(({ id, title }) => ({
            id,
            label: title,
            run: () => void navigate({ to: '/films/$filmId', params: { filmId: id } }),
          })),
      },
      { name: t('groups.pages'), items: pages },
    ];
  }, [acts, films, filmId, ofFilm, cues, notes, people, navigate, t]);
}
