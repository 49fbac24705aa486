/**
 * Why a file was refused. The codes are stable: the server and the interface may switch on them. `foreign` is sound that is
 * not read here but well known elsewhere: AAC, and movies.
 */
export type UnreadableReason =
  'not-audio' | 'empty' | 'truncated' | 'damaged' | 'unsupported' | 'foreign' | 'lying-header';

/** A file that cannot be taken as audio. The message says in plain words what is wrong and what to do about it. */
export class UnreadableAudio extends Error {
  override readonly name = 'UnreadableAudio';

  constructor(
    readonly reason: UnreadableReason,
    message: string,
  ) {
    super(message);
  }
}
