import { ByteWriter } from './byte-writer.js';
import { asciiOf } from './text.js';

/** A MIDI file of type 1 with a single track, as it is written. Ticks must come in their order. */
export class MidiTrack {
  tick = 0;
  private readonly events = new ByteWriter();

  /** @param ppq ticks to a quarter note, at most 32,767. */
  constructor(private readonly ppq: number) {}

  /** From here on a quarter note lasts so long. */
  tempo(tick: number, microseconds: number): void {
    this.meta(tick, 0x51, [microseconds >>> 16, (microseconds >>> 8) & 255, microseconds & 255]);
  }

  /** From here on bars have so many beats of one `denominator`-th note, a power of two. */
  meter(tick: number, numerator: number, denominator: number): void {
    this.meta(tick, 0x58, [numerator, Math.log2(denominator), 24, 8]);
  }

  /** Any meta event of the standard. */
  meta(tick: number, type: number, data: ArrayLike<number>): void {
    this.length(tick - this.tick);
    this.tick = tick;
    this.events.byte(0xff);
    this.events.byte(type);
    this.length(data.length);
    this.events.bytes(data instanceof Uint8Array ? data : Uint8Array.from(data));
  }

  /** The whole file with this track in it. */
  file(): Uint8Array {
    const file = new ByteWriter();
    const big = (value: number, bytes: number): void => {
      for (let shift = (bytes - 1) * 8; shift >= 0; shift -= 8) file.byte((value >>> shift) & 255);
    };
    file.text('MThd');
    big(6, 4);
    // Format 1 with one track.
    big(1, 2);
    big(1, 2);
    big(this.ppq, 2);
    file.text('MTrk');
    big(this.events.length, 4);
    file.bytes(this.events.done());
    return file.done();
  }

  /** A number of variable length: seven bits a byte, all but the last one marked. */
  private length(value: number): void {
    for (let shift = 21; shift > 0; shift -= 7) {
      if (value >= 2 ** shift) this.events.byte(((value >>> shift) & 127) | 128);
    }
    this.events.byte(value & 127);
  }
}

/** Text as MIDI files have it by default: ASCII. */
export function asciiBytes(text: string): Uint8Array {
  return new TextEncoder().encode(asciiOf(text));
}
