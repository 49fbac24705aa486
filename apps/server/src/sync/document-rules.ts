import { may } from '@segue/access-policy';
import { parseDocumentName } from '@segue/protocol';
import { NotesJudge, partRoot, spottingProblem, type Writer } from '@segue/review-document';
import type { DocumentRules } from '@segue/sync-engine';

/** Joins the engine, which does not know what a note is, with the documents, which do not know of sockets. */
export function documentRules(name: string): DocumentRules<Writer> {
  return parseDocumentName(name)?.kind === 'spotting'
    ? { kind: 'shared', mayWrite: (standing) => may(standing, 'spot'), problem: spottingProblem }
    : { kind: 'parts', partRoot, judge: () => new NotesJudge() };
}
