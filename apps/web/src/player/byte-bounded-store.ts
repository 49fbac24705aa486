/** Values by key that together never take more than a number of bytes: what was used least lately goes first. */
export class ByteBoundedStore<T> {
  // A Map keeps the order of insertion: the first entry is the one that was used least lately.
  private readonly entries = new Map<string, { readonly value: T; readonly bytes: number }>();
  private held = 0;

  constructor(private maxBytes: number) {}

  get bytes(): number {
    return this.held;
  }

  /** Changes how many bytes are kept; what is too much goes at once. */
  limit(maxBytes: number): void {
    this.maxBytes = maxBytes;
    this.makeRoom(0);
  }

  /** The value, which counts as used now. */
  get(key: string): T | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  /** Keeps a value; one that is larger than everything allowed is not kept. */
  set(key: string, value: T, bytes: number): void {
    this.delete(key);
    if (bytes > this.maxBytes) return;
    this.makeRoom(bytes);
    this.entries.set(key, { value, bytes });
    this.held += bytes;
  }

  private makeRoom(bytes: number): void {
    for (const oldest of this.entries.keys()) {
      if (this.held + bytes <= this.maxBytes) break;
      this.delete(oldest);
    }
  }

  private delete(key: string): void {
    this.held -= this.entries.get(key)?.bytes ?? 0;
    this.entries.delete(key);
  }
}
