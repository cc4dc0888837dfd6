import { problemText } from '@alloydb-gke/core';
import { describe, expect, it } from 'vitest';
import { pod, primary, proxy } from '../verdict/pod.fixture';
import { privilegedPorts } from './privileged-ports';

const everybody = { firstFreePort: 1024, below: false };
const plan = pod({ initContainers: [proxy({}, ['--port=443', primary])] });

describe('ports on loopback addresses', () => {
  it('below 1024 are refused where they need a right that is not there, in a sentence', () => {
    expect(privilegedPorts([plan], everybody).map(problemText)).toEqual([
      'Deployment/orders: alloydb-auth-proxy listens on port 443, and on this machine ports below 1024 need a right that you do not have. Rehearse in a private network (--network private), as root, or give the proxy a port from 1024 on.',
    ]);
  });

  it('are free where the system lets everybody have them, or this process', () => {
    expect(privilegedPorts([plan], { firstFreePort: 0, below: false })).toEqual([]);
    expect(privilegedPorts([plan], { firstFreePort: 1024, below: true })).toEqual([]);
    expect(privilegedPorts([pod({})], everybody)).toEqual([]);
  });
});
