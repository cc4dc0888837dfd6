// k8s.io/apimachinery/pkg/api/resource/quantity.go
const form = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+))(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d+)?$/;

const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** The number that a quantity stands for, exact enough to compare two; nothing when it is none. */
export function quantityValue(quantity: string): number | undefined {
  const [, digits, suffix] = form.exec(quantity) ?? [];
  if (digits === undefined) return undefined;
  if (suffix === undefined) return Number(digits);
  return factors[suffix] === undefined ? Number(`${digits}${suffix}`) : Number(digits) * factors[suffix];
}
