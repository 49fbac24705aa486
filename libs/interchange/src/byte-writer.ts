/** New bytes are asked for in blocks of this size, so that nothing is copied twice while a file grows. */
const BLOCK = 1024 * 1024;
/** Short texts are written letter by letter, which is faster than asking the encoder. */
const SHORT = 64;

/** Puts a long file together, piece by piece. */
export class ByteWriter {
  private readonly full: Uint8Array[] = [];
  private readonly encoder = new TextEncoder();
  private block = new Uint8Array(BLOCK);
  private at = 0;

  /** One byte. */
  byte(value: number): void {
    this.makeRoom(1);
    this.block[this.at++] = value;
  }

  /** Bytes as they are. */
  bytes(content: Uint8Array): void {
    this.makeRoom(content.length);
    this.block.set(content, this.at);
    this.at += content.length;
  }

  /** A text in UTF-8. */
  text(text: string): void {
    // A unit of a string is three bytes at most.
    this.makeRoom(text.length * 3);
    const { block } = this;
    let at = this.at;
    let index = 0;
    for (const end = text.length <= SHORT ? text.length : 0; index < end; index++) {
      const code = text.charCodeAt(index);
      if (code > 0x7f) break;
      block[at++] = code;
    }
    if (index < text.length) at += this.encoder.encodeInto(text.slice(index), block.subarray(at)).written;
    this.at = at;
  }

  /** How many bytes there are. */
  get length(): number {
    return this.full.reduce((sum, { length }) => sum + length, this.at);
  }

  /** The whole file. */
  done(): Uint8Array {
    const whole = new Uint8Array(this.length);
    let at = 0;
    for (const block of [...this.full, this.block.subarray(0, this.at)]) {
      whole.set(block, at);
      at += block.length;
    }
    return whole;
  }

  private makeRoom(bytes: number): void {
    if (this.at + bytes <= this.block.length) return;
    this.full.push(this.block.subarray(0, this.at));
    this.block = new Uint8Array(Math.max(BLOCK, bytes));
    this.at = 0;
  }
}
