import { parseArgs } from '@alloydb-gke/core';
import { describe, expect, it } from 'vitest';
import { container, pod } from '../verdict/pod.fixture';
import { chooseProxyProgram } from './choose-proxy-program';

/** A pod whose proxy has these arguments. */
function podWith(...args: string[]) {
  const parsed = parseArgs([...args, 'projects/my-project/locations/us-central1/clusters/shop/instances/primary']);
  const invocation = parsed.command === 'serve' ? parsed.invocation : undefined;
  return pod({ podName: 'orders-1', initContainers: [container('proxy', { role: 'proxy', ...(invocation && { invocation }) })] });
}

describe('the stand-in for the Auth Proxy', () => {
  it('is not taken beside a program that is named', async () => {
    await expect(chooseProxyProgram([], { standIn: true, proxyProgram: '/usr/bin/x' })).rejects.toMatchObject({
      code: 'stand-in-with-program',
      message: expect.stringContaining(
        'Both a program of the Auth Proxy and the stand-in for it are asked for. Leave out one of them: the option proxyProgram, or standIn.',
      ),
    });
  });

  it('is refused for flags that it does not have, each of them named', async () => {
    const plans = [podWith('--fuse=/x', '--gcloud-auth', '--health-check')];
    await expect(chooseProxyProgram(plans, { standIn: true })).rejects.toMatchObject({
      problems: [
        { code: 'stand-in-without-flag', message: expect.stringContaining('proxy has the flag --gcloud-auth') },
        {
          code: 'stand-in-without-flag',
          path: 'orders-1.proxy',
          message: 'proxy has the flag --fuse, which the stand-in for the Auth Proxy does not have.',
          repair: 'Rehearse it with the real Auth Proxy: "alloydb-gke proxy install".',
        },
      ],
    });
  });

  it('is offered where the Auth Proxy is missing', async () => {
    const environment = { PATH: '', ALLOYDB_GKE_CACHE: '/nonexistent' };
    await expect(chooseProxyProgram([], {}, { environment })).rejects.toThrow(/"alloydb-gke rehearse --stand-in"/);
  });
});
