const PPQ = 480;

/** A MIDI file with nothing but a tempo and a meter in quarters: Standard MIDI Files 1.0, type 0. */
export function tempoMap(music: {
  readonly beatsPerMinute: number;
  readonly beatsPerBar: number;
}): Uint8Array<ArrayBuffer> {
  const microseconds = Math.round(60_000_000 / music.beatsPerMinute);
  const track = Buffer.from([
    ...[0, 0xff, 0x58, 4, music.beatsPerBar, 2, 24, 8],
    ...[0, 0xff, 0x51, 3, (microseconds >> 16) & 0xff, (microseconds >> 8) & 0xff, microseconds & 0xff],
    ...[0, 0xff, 0x2f, 0],
  ]);
  const head = Buffer.from('MThd\0\0\0\x06\0\0\0\x01\0\0MTrk\0\0\0\0', 'latin1');
  head.writeUInt16BE(PPQ, 12);
  head.writeUInt32BE(track.length, 18);
  return new Uint8Array(Buffer.concat([head, track]));
}
