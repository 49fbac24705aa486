/** Turns the pages of one Ogg stream into samples, in order. */
export interface OggDecoder {
  /**
   * What the page completes, in blocks of one array per channel.
   * @throws {Error} of any kind on what it cannot decode
   */
  decode(page: DecodablePage): Promise<Float32Array[][]>;
  free(): void;
}

/** A page, and the packets that end in it. */
interface DecodablePage {
  readonly bytes: Uint8Array;
  readonly packets: readonly Uint8Array[];
  readonly isLast: boolean;
}
