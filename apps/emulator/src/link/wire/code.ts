/** Services whose codes travel packed into sixteen bits: 18 and 26 to 99. */
const packs = (sid: number): boolean => sid === 18 || (sid >= 26 && sid <= 99);

const plain = (code: number): boolean => code < 1000 || (code >= 20_000 && code <= 20_099);

/** The code the vendor documents, from the one on the wire. */
export function readableCode(sid: number, wire: number): number {
  if (!packs(sid) || plain(wire)) return wire;
  const high = (wire & 0xffff) >> 9;
  return 100_000 + 1000 * (high <= 38 ? high - 1 : high - 2) + (wire & 511);
}

/** The code on the wire, from the one the vendor documents. A code that cannot be packed becomes 500, the server's own error. */
export function wireCode(sid: number, readable: number): number {
  if (!Number.isInteger(readable) || readable < 0) return 500;
  if (!packs(sid) || plain(readable)) return readable <= 0xffff ? readable : 500;
  const category = Math.floor(readable / 1000) - 100;
  const low = readable % 1000;
  if (category < 0 || category > 125 || low > 511) return 500;
  const packed = ((category <= 37 ? category + 1 : category + 2) << 9) | low;
  return plain(packed) ? 500 : packed;
}
