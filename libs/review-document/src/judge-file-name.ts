import { isSameCueNumber, parseVersionFileName } from './version-file-name.js';

/** What a film asks the file name of a version to say. */
export type AskedOfName = 'cue' | 'cue and version';

/** What a file name does not say, although the film asks for it; `said` is null where it says nothing of the kind. */
export type FileNameFinding = { readonly severity: 'breach' } & (
  | { readonly code: 'name-cue'; readonly said: string | null; readonly expected: string }
  | { readonly code: 'name-version'; readonly said: number | null; readonly expected: number }
);

/** Judges the file name of a version: whether it says the cue (and the version) that it has become. */
export function judgeFileName(
  fileName: string,
  version: { readonly cue: string; readonly number: number },
  asked: AskedOfName,
): FileNameFinding[] {
  const said = parseVersionFileName(fileName);
  const found: FileNameFinding[] = [];
  if (!said || !isSameCueNumber(said.cue, version.cue))
    found.push({ severity: 'breach', code: 'name-cue', said: said?.cue ?? null, expected: version.cue });
  if (asked === 'cue and version' && said?.version !== version.number)
    found.push({
      severity: 'breach',
      code: 'name-version',
      said: said?.version ?? null,
      expected: version.number,
    });
  return found;
}
