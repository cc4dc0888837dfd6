const letters = 8;
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** 40 bits of the SHA-256 of the text, as 8 lower-case letters and digits. */
export function shortHash(text: string): string {
  // Loaded when it is needed: it costs as much to load as the whole of this package.
  // biome-ignore lint/style/noRestrictedGlobals: hashing is pure, and SHA-256 is better taken from Node than written again.
  const { createHash } = process.getBuiltinModule('node:crypto');
  let bits = 0n;
  for (const byte of createHash('sha256').update(text).digest().subarray(0, 5)) bits = (bits << 8n) | BigInt(byte);
  return Array.from({ length: letters }, (_, index) => alphabet[Number((bits >> BigInt(5 * index)) & 31n)]).join('');
}
