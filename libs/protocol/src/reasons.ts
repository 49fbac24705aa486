/**
 * What is said of a case instead of the general words of its refusal. `{{…}}` stand for facts. English, and complete enough to
 * act on; clients may say it in other languages by the key, with the facts.
 */
export const REASONS = {
  'most-megabytes': 'A file sent this way has at most {{megabytes}} MB.',
  'most-gigabytes': 'This server takes files of up to {{gigabytes}} GB.',
  'empty-file': 'The file is empty.',
  'already-version': 'This very file is already here as v{{number}} of {{cue}}.',
  'already-version-here': 'This very file is already here as v{{number}} of this cue.',
  'already-stem': 'This very file is already here as the stem "{{stem}}" of v{{number}}.',
  'already-bed': 'This very file already lies under {{cut}}.',
  'already-movie': 'This very file is already the movie of {{cut}}.',
  'read-well': 'Only a file that could not be read is read again.',
  arrived: 'This file has arrived and cannot be called back.',
  'not-prepared': 'The server has not prepared this file yet.',
  'cue-removed': 'This cue was taken off the spotting sheet.',
  'no-cut': 'The film has no such cut. It may have been removed.',
  'no-reel': 'The cut has no reel {{number}}.',
  'no-tempo-map': 'This version has no tempo map.',
  'most-tempos': 'This file has {{tempos}} tempos and meters; a tempo map here has at most {{most}}.',
  'before-zero': 'There the tempo map of the version would begin before 00:00:00:00.',
  'range-end': 'The end of a range comes after its start.',
  'note-gone': 'One of these notes is not there.',
  'earlier-cut': 'A list of changes leads from an earlier cut of the film to this one.',
  'list-overlaps':
    '{{file}} and {{there}} say what is in the same stretch. Replace the list, or take it away first.',
  'kind-signed': 'This version carries a sign-off, so its kind stays as it was signed.',
  'other-sense': 'Your role on this film does not sign in this sense.',
  'owner-makes-films': 'Only the owner of this installation makes films.',
  'owner-looks': 'Only the owner of this installation sees how it is.',
  'owner-has-password': 'The owner of the installation signs in with the password only.',
  'guest-by-link': 'Nobody is made a guest: guests come in by the guest link.',
  'current-password': 'The current password is wrong.',
  'password-changed': 'The password was changed at the same moment.',
  changed: 'Changed while you were reading: {{changes}}. Look at what is being signed once more.',
  'changed-version': 'the version',
  'changed-file': 'the file',
  'changed-must-notes': 'the number of open must-notes',
  'changed-open-notes': 'the number of open notes',
  'changed-cut': 'the cut',
  'changed-cut-name': 'the name of the cut',
  'changed-position': 'where the version lies against the picture',
  'changed-length': 'the length',
  'changed-kind': 'the kind of the version',
  'changed-version-number': 'the number of the version',
  'changed-file-name': 'the name of the file',
  'changed-cue': 'the cue',
  'changed-cue-number': 'the number of the cue',
  'changed-cue-title': 'the title of the cue',
  'changed-film': 'the film',
  'changed-film-title': 'the title of the film',
  'changed-notes': 'something in the notes',
} as const satisfies Record<string, string>;

export type ReasonKey = keyof typeof REASONS;

/** A number or a name as it is, or a list of what has words of its own. */
type Fact = string | number | readonly ReasonKey[];

/** A case with its facts. */
export interface Reason {
  readonly reason: ReasonKey;
  readonly facts: Readonly<Record<string, Fact>>;
}

/** The facts that stand in a text. */
type FactsIn<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | FactsIn<Rest>
  : never;
type FactsOf<Key extends ReasonKey> = Record<FactsIn<(typeof REASONS)[Key]>, Fact>;

/** Names a case, with the facts that its words ask for. */
export function because<Key extends ReasonKey>(
  reason: Key,
  ...[facts]: FactsIn<(typeof REASONS)[Key]> extends never ? [] : [FactsOf<Key>]
): Reason {
  return { reason, facts: facts ?? {} };
}

/**
 * Says a case in words.
 *
 * @param wordsOf gives the words of a key with facts put in; those of a list are joined before.
 */
export function sayReason(
  { reason, facts }: Reason,
  wordsOf: (key: ReasonKey, facts: Readonly<Record<string, string | number>>) => string = english,
): string {
  const said = Object.entries(facts).map(([name, fact]) => [
    name,
    typeof fact === 'object' ? fact.map((key) => wordsOf(key, {})).join('; ') : fact,
  ]);
  return wordsOf(reason, Object.fromEntries(said) as Record<string, string | number>);
}

function english(key: ReasonKey, facts: Readonly<Record<string, string | number>>): string {
  return REASONS[key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(facts[name]));
}
