/**
 * An IP address as Go's `net.ParseIP` reads it, as its eight 16-bit groups; undefined where that fails. An IPv4 address is
 * the IPv6 address that it is mapped to, as in Go. A zone (`fe80::1%eth0`) is refused, as there.
 * Source: https://pkg.go.dev/net#ParseIP
 */
export function readIpAddress(text: string): readonly number[] | undefined {
  if (!text.includes(':')) {
    const tail = readIpv4(text);
    return tail && [0, 0, 0, 0, 0, 0xffff, ...tail];
  }
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half, index) => readGroups(half, index === halves.length - 1));
  const gap = 8 - head.length - tail.length;
  const valid = halves.length === 2 ? gap >= 1 : gap === 0;
  const groups = [...head, ...Array<number>(Math.max(gap, 0)).fill(0), ...tail];
  return valid && !groups.includes(Number.NaN) ? groups : undefined;
}

/** Whether nothing outside this machine (or pod) can reach the address. */
export function isLoopback(groups: readonly number[]): boolean {
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) return (groups[6] ?? 0) >> 8 === 127;
  return groups.slice(0, 7).every((group) => group === 0) && groups[7] === 1;
}

/** Whether the address stands for all addresses: `0.0.0.0` or `::`. A Go listener on either takes IPv4 and IPv6. */
export function isUnspecified(groups: readonly number[]): boolean {
  return groups.every((group, index) => group === 0 || (index === 5 && group === 0xffff));
}

/** The groups of one side of `::`. A group that is none is NaN. */
function readGroups(text: string, last: boolean): number[] {
  if (text === '') return [];
  const parts = text.split(':');
  return parts.flatMap((part, index): readonly number[] => {
    if (last && index === parts.length - 1 && part.includes('.')) return readIpv4(part) ?? [Number.NaN];
    return [/^[0-9a-fA-F]{1,4}$/.test(part) ? Number.parseInt(part, 16) : Number.NaN];
  });
}

/** The two groups of an IPv4 address. Go refuses leading zeros. */
function readIpv4(text: string): readonly number[] | undefined {
  const bytes = text.split('.').map((part) => (/^(0|[1-9][0-9]{0,2})$/.test(part) ? Number(part) : Number.NaN));
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  const valid = bytes.length === 4 && bytes.every((byte) => byte <= 255);
  return valid ? [first * 256 + second, third * 256 + fourth] : undefined;
}
