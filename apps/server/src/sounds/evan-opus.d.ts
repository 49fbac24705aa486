/** libopus in WebAssembly. The package's front door, which has types, prefers machine code, whose sound differs from machine to machine. */
declare module '@evan/opus/wasm/index.mjs' {
  export class Encoder {
    constructor(options: { channels: 1 | 2; sample_rate: 48_000; application: 'restricted_lowdelay' });
    /** Asks for, or sets, one of the values of `opus_defines.h`. */
    ctl(request: number, value?: number): number;
    /** One packet of interleaved samples. */
    encode(samples: Int16Array): Uint8Array;
    /** Gives its memory back. */
    drop(): void;
  }
}
