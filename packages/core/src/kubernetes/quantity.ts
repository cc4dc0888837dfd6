/**
 * Quantities as an API server writes them back (`0.5` → `500m`, `1024Mi` → `1Gi`), so that nothing differs after an apply.
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */

const cpuPattern = /^([0-9]+)(\.[0-9]{1,3})?(m?)$/;

/** A quantity of CPU in its canonical form, or undefined if `text` is none. */
export function canonicalCpu(text: string): string | undefined {
  const [, whole, fraction = '', milli = ''] = cpuPattern.exec(text) ?? [];
  if (whole === undefined || (milli && fraction)) return undefined;
  const millicores = milli ? Number(whole) : Math.round(Number(whole + fraction) * 1000);
  return millicores % 1000 === 0 ? String(millicores / 1000) : `${millicores}m`;
}

const scales: readonly (readonly string[])[] = [
  ['', 'Ki', 'Mi', 'Gi', 'Ti'],
  ['', 'k', 'M', 'G', 'T'],
];

/** A quantity of memory in its canonical form, or undefined if `text` is none. */
export function canonicalMemory(text: string): string | undefined {
  const [, digits, unit = ''] = /^([1-9][0-9]*)(Ki|Mi|Gi|Ti|k|M|G|T)?$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const scale = scales.find((units) => units.includes(unit)) ?? [];
  const factor = unit.endsWith('i') ? 1024n : 1000n;
  let value = BigInt(digits);
  let step = scale.indexOf(unit);
  // A number of bytes without a unit counts in thousands.
  const units = unit === '' ? (scales[1] ?? []) : scale;
  while (value % factor === 0n && step + 1 < units.length) {
    value /= factor;
    step += 1;
  }
  return `${value}${units[step] ?? ''}`;
}
