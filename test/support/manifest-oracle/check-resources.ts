import type { V1ResourceRequirements } from '@kubernetes/client-node';
import { below, type Complain } from './complaint';
import { quantityValue } from './quantity';

/** Requests and limits: quantities that are none, negative ones, and requests above their limits. */
export function checkResources(resources: V1ResourceRequirements, path: string, complain: Complain): void {
  const { requests = {}, limits = {} } = resources;
  checkQuantities(requests, below(path, 'requests'), complain);
  checkQuantities(limits, below(path, 'limits'), complain);
  for (const [name, request] of Object.entries(requests)) {
    const limit = limits[name];
    if (limit === undefined) continue;
    const [wanted, most] = [quantityValue(request), quantityValue(limit)];
    if (wanted !== undefined && most !== undefined && wanted > most) {
      complain(below(below(path, 'requests'), name), `${request} is more than the limit ${limit}`);
    }
  }
}

export function checkQuantities(quantities: Readonly<Record<string, string>>, path: string, complain: Complain): void {
  for (const [name, quantity] of Object.entries(quantities)) checkQuantity(quantity, below(path, name), complain);
}

export function checkQuantity(quantity: string, path: string, complain: Complain): void {
  const value = quantityValue(quantity);
  if (value === undefined) complain(path, `"${quantity}" is not a quantity, like 100m or 128Mi`);
  else if (value < 0) complain(path, `"${quantity}" is negative`);
}
