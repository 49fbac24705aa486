/** So many bytes may wait for a look-up before their sender is sent away, to come again. */
const MOST_WAITING = 16 * 1024 * 1024;

interface Steps {
  /** Hands a message on. */
  readonly receive: (message: Uint8Array) => void;
  /** What has to be known before a message that speaks of files is judged. */
  readonly lookUp: () => Promise<void>;
  /** It cannot be known now, or too much waits for it. */
  readonly giveUp: (error?: unknown) => void;
}

/**
 * Hands messages on in the order they come in. One that may speak of files waits until it was looked up which ones its
 * author has brought, and all behind it wait, too; as long as nobody speaks of files, nothing waits.
 */
export function inOrder({ receive, lookUp, giveUp }: Steps): (message: Uint8Array) => void {
  let line: Promise<void> | null = null;
  let waiting = 0;
  return (message) => {
    const isAboutFiles = Buffer.from(message.buffer, message.byteOffset, message.byteLength).includes(
      'attachments',
    );
    if (line === null && !isAboutFiles) {
      receive(message);
      return;
    }
    waiting += message.byteLength;
    if (waiting > MOST_WAITING) giveUp();
    const turn = (line ?? Promise.resolve())
      .then(() => (isAboutFiles ? lookUp() : undefined))
      .then(() => {
        receive(message);
      })
      .catch(giveUp)
      .finally(() => {
        waiting -= message.byteLength;
        if (line === turn) line = null;
      });
    line = turn;
  };
}
