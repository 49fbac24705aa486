/** Bytes that are written bit by bit, the highest bit first; they make room for themselves. */
export class BitWriter {
  private bytes: Uint8Array;
  private length = 0;
  /** Bits that do not fill a byte yet, and how many they are. */
  private rest = 0;
  private restBits = 0;

  /** @param capacity bytes that are likely to be enough */
  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Appends the lowest `bits` bits of a number, 0 to 32 of them. */
  write(value: number, bits: number): void {
    // With at most 7 bits left over, 24 more fit into a signed 32-bit number.
    if (bits > 24) {
      this.writeShort(value >>> 16, bits - 16);
      this.writeShort(value, 16);
    } else this.writeShort(value, bits);
  }

  /**
   * Appends a whole number the way Golomb and Rice have it: its value above `parameter` bits in unary, as zeros before a
   * one, then those bits.
   */
  writeRice(value: number, parameter: number): void {
    let zeros = value >>> parameter;
    for (; zeros > 23; zeros -= 24) this.writeShort(0, 24);
    if (zeros + 1 + parameter <= 24) {
      this.writeShort((1 << parameter) | (value & ((1 << parameter) - 1)), zeros + 1 + parameter);
      return;
    }
    this.writeShort(1, zeros + 1);
    this.write(value, parameter);
  }

  /** Fills the byte under way with zeros. */
  alignToByte(): void {
    if (this.restBits > 0) this.writeShort(0, 8 - this.restBits);
  }

  /** How many whole bytes there are. */
  get byteLength(): number {
    return this.length;
  }

  /** The bytes from `start` on; valid until the next write. */
  written(start = 0): Uint8Array {
    return this.bytes.subarray(start, this.length);
  }

  private writeShort(value: number, bits: number): void {
    // At most three bytes are added here.
    if (this.length + 4 > this.bytes.length) this.grow();
    this.rest = (this.rest << bits) | (value & ((1 << bits) - 1));
    this.restBits += bits;
    while (this.restBits >= 8) {
      this.restBits -= 8;
      this.bytes[this.length] = this.rest >>> this.restBits;
      this.length += 1;
    }
    this.rest &= (1 << this.restBits) - 1;
  }

  private grow(): void {
    const larger = new Uint8Array(this.bytes.length * 2 + 64);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}
