import type { PodPlan } from './pod-plan';

/**
 * What stands in a plan for the pod's own address (`status.podIP`), which only the stage knows. It is an address, so that
 * everything which reads the plan reads one, and of those that no network has.
 * Source: https://www.rfc-editor.org/rfc/rfc5737
 */
export const podAddressPlaceholder = '192.0.2.10';

/** The same for the address of the node (`status.hostIP`). */
export const nodeAddressPlaceholder = '192.0.2.1';

/** The plan with the addresses that the pod has, wherever a placeholder stands. */
export function withAddresses(plan: PodPlan, addresses: { readonly pod: string; readonly node: string }): PodPlan {
  const replace = (text: string): string =>
    text.replace(/(?<![\d.])192\.0\.2\.(10|1)(?!\.?\d)/g, (_, last) => (last === '10' ? addresses.pod : addresses.node));
  return inTexts(plan, replace) as PodPlan;
}

function inTexts(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((entry) => inTexts(entry, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, inTexts(field, replace)]));
}
