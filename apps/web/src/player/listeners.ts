/** A set of functions to call. */
export class Listeners {
  private readonly all = new Set<() => void>();

  /** Adds a listener; the returned function takes it out again. */
  readonly add = (listener: () => void): (() => void) => {
    this.all.add(listener);
    return () => this.all.delete(listener);
  };

  call(): void {
    for (const listener of this.all) listener();
  }
}
