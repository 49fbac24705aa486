/** Turns the packets of one Ogg stream into samples, in order. */
export interface OggDecoder {
  /**
   * What the packets that end in a page hold, in blocks of one array per channel.
   * @throws {Error} of any kind on what it cannot decode
   */
  decode(packets: readonly Uint8Array[]): Promise<Float32Array[][]>;
  free(): void;
}
