/** Lets others wait until something holds: they look again at every occurrence, never after so many milliseconds. */
export class Occurrences {
  private readonly looking = new Set<() => void>();

  /** Something has happened. */
  tell(): void {
    for (const look of [...this.looking]) look();
  }

  /**
   * Resolves when this holds, now or after an occurrence.
   *
   * @throws Error when it does not within the time, which bounds the failure and measures nothing
   */
  async until(
    what: string,
    holds: () => boolean,
    { withinMs = 60_000, describe = (): string => '' } = {},
  ): Promise<void> {
    let look = (): void => undefined;
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        timer = setTimeout(() => {
          reject(new Error(`Not within ${withinMs} ms: ${what}. ${describe()}`));
        }, withinMs);
        look = () => {
          if (holds()) resolve();
        };
        this.looking.add(look);
        look();
      });
    } finally {
      clearTimeout(timer);
      this.looking.delete(look);
    }
  }
}
