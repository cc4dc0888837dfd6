/**
 * Quantities as an API server writes them back (`0.5` → `500m`, `1024Mi` → `1Gi`), so that nothing differs after an apply.
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */

/** A quantity of CPU in thousandths of a core, or undefined if `text` is none. */
export function millicoresOf(text: string): bigint | undefined {
  return text.endsWith('m') ? timesWhole(text.slice(0, -1), 1n) : timesWhole(text, 1000n);
}

/** A quantity of CPU in its canonical form, or undefined if `text` is none. */
export function canonicalCpu(text: string): string | undefined {
  const millicores = millicoresOf(text);
  if (millicores === undefined) return undefined;
  return millicores % 1000n === 0n ? String(millicores / 1000n) : `${millicores}m`;
}

const binaryUnits = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;
const decimalUnits = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const;

/** A quantity of memory in bytes, or undefined if `text` is none. */
export function bytesOf(text: string): bigint | undefined {
  const [, digits, unit = ''] = /^([0-9.]+)([kMGTPE]|[KMGTPE]i)?$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const { units, factor } = scaleOf(unit);
  return timesWhole(digits, factor ** BigInt(units.indexOf(unit)));
}

/** A quantity of memory in its canonical form, or undefined if `text` is none. */
export function canonicalMemory(text: string): string | undefined {
  let value = bytesOf(text);
  if (value === undefined || value === 0n) return undefined;
  const { units, factor } = scaleOf(text.replace(/[0-9.]+/, ''));
  let step = 0;
  while (value % factor === 0n && step + 1 < units.length) {
    value /= factor;
    step += 1;
  }
  return `${value}${units[step] ?? ''}`;
}

/** A number of bytes without a unit counts in thousands. */
function scaleOf(unit: string): { readonly units: readonly string[]; readonly factor: bigint } {
  return unit.endsWith('i') ? { units: binaryUnits, factor: 1024n } : { units: decimalUnits, factor: 1000n };
}

/** The decimal number in `digits` times `factor`, or undefined if there is no number or the product is not whole. */
function timesWhole(digits: string, factor: bigint): bigint | undefined {
  const [, whole = '', fraction = ''] = /^([0-9]*)(?:\.([0-9]*))?$/.exec(digits) ?? [];
  if (whole === '' && fraction === '') return undefined;
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(whole + fraction) * factor;
  return scaled % scale === 0n ? scaled / scale : undefined;
}
