/** The remainders of RFC 9639: CRC-8 with polynomial 0x07 over a frame's header, CRC-16 with 0x8005 over the frame. */
const CRC8 = tableOf(8, 0x07);
const CRC16 = tableOf(16, 0x8005);

/** CRC-8 of a frame's header. */
export function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = CRC8[crc ^ byte] ?? 0;
  return crc;
}

/** CRC-16 of a whole frame, without the two bytes of the checksum itself. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    crc = ((crc << 8) & 0xffff) ^ (CRC16[(crc >>> 8) ^ (bytes[at] ?? 0)] ?? 0);
  }
  return crc;
}

function tableOf(bits: number, polynomial: number): Uint16Array {
  const highest = 1 << (bits - 1);
  const mask = highest * 2 - 1;
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let crc = byte << (bits - 8);
    for (let bit = 0; bit < 8; bit += 1) {
      crc = ((crc << 1) ^ ((crc & highest) === 0 ? 0 : polynomial)) & mask;
    }
    return crc;
  });
}
