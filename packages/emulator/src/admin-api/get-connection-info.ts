import { ipTypes } from '@alloydb-gke/core';
import { findInstance } from './find-resource';
import { instanceUid } from './instance-uid';
import type { MethodCall } from './method-call';

/** Where an instance is. In v1 there is no name for Private Service Connect. */
export function getConnectionInfo({ resource, version, token, context, addresses }: MethodCall): object {
  const { instance } = findInstance(resource, context);
  const info = { name: `${resource}/connectionInfo`, instanceUid: instanceUid(resource) };
  if (context.faults.effectAt('connection-info', { instance: instance.uri.toString() })) return info;
  // What a client goes on to ask of them is not heard here: it fails without a word where its own type is not among them.
  const alone = instance.ipTypes.length < ipTypes.length ? ' alone' : '';
  context.log.record('addresses-given', resource, { member: token.principal.member, ipTypes: instance.ipTypes.join(', '), alone });
  const { PRIVATE, PUBLIC, PSC } = addresses.instances[resource]?.byIpType ?? {};
  return {
    ...info,
    ...(PRIVATE !== undefined && { ipAddress: PRIVATE }),
    ...(PUBLIC !== undefined && { publicIpAddress: PUBLIC }),
    // A name would have to be resolved by DNS, which nobody answers here: an address serves every client as well.
    ...(PSC !== undefined && version !== 'v1' && { pscDnsName: PSC }),
  };
}
