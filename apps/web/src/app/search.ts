/** The rooms of a film's page, in their order. */
export const FILM_TABS = ['spotting', 'to-do', 'sign-offs', 'cuts', 'people', 'activity'] as const;
export type FilmTab = (typeof FILM_TABS)[number];

/** What an address of the review room can point at. */
export interface ReviewSearch {
  /** Number of the version. */
  readonly version?: number;
  /** Id of the note. */
  readonly note?: string;
  /** Timecode label. */
  readonly at?: string;
  /** What stands beside the picture, when it is not the notes. */
  readonly panel?: 'sign-off';
}

/** Reads the search part of a review room's address; what makes no sense is left out. */
export function readReviewSearch({ version, note, at, panel }: Record<string, unknown>): ReviewSearch {
  const number = Number(version);
  return {
    ...(Number.isInteger(number) && number > 0 ? { version: number } : {}),
    ...(typeof note === 'string' ? { note } : {}),
    ...(typeof at === 'string' ? { at } : {}),
    ...(panel === 'sign-off' ? { panel } : {}),
  };
}

/** How somebody came to the sign-in page. */
export interface SignInSearch {
  /** The page to go to afterwards. */
  readonly to?: string;
  /** The session ended under their hands. */
  readonly ended?: true;
}

/** Reads the search part of the sign-in page's address. */
export function readSignInSearch({ to, ended }: Record<string, unknown>): SignInSearch {
  return {
    // Only pages of this host: a sign-in page that leads elsewhere is a gift to fishers.
    ...(typeof to === 'string' && /^\/(?![/\\])/.test(to) ? { to } : {}),
    ...(ended === true ? { ended } : {}),
  };
}
