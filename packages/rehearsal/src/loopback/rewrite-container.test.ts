import { parseArgs } from '@alloydb-gke/core';
import { describe, expect, it } from 'vitest';
import type { ContainerPlan } from '../pod-plan/pod-plan';
import { type LoopbackPod, rewriteProxy, rewriteSubcommand, rewriteUrl } from './rewrite-container';

const uri = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';
const pod: LoopbackPod = {
  podName: 'orders-1',
  loopback: '127.9.0.2',
  address: '127.9.0.3',
  adminPorts: new Map([[9091, 40_001]]),
  folders: { '/sockets': '/dev/shm/x/p0/0', '/keys': '/dev/shm/x/p0/1' },
};

function proxy(args: readonly string[], environment: Readonly<Record<string, string>> = {}): ContainerPlan {
  const parsed = parseArgs(args);
  if (parsed.command !== 'serve') throw new Error('It does not serve.');
  const { invocation } = parsed;
  return {
    name: 'proxy',
    commandLine: ['/alloydb-auth-proxy', ...args],
    environment,
    invocation,
  } as Partial<ContainerPlan> as ContainerPlan;
}

const rewritten = (args: readonly string[]): readonly string[] => rewriteProxy(proxy(args), pod).commandLine.slice(1);
const mean = (args: readonly string[]): unknown => {
  const parsed = parseArgs(rewritten(args));
  return parsed.command === 'serve' ? parsed.invocation : undefined;
};

describe('an Auth Proxy on loopback addresses', () => {
  it('serves databases at the loopback of its pod, whichever address the manifest gives them', () => {
    for (const address of ['127.0.0.1', '0.0.0.0', '::']) {
      expect(mean([`--address=${address}`, `${uri}?port=5432`])).toMatchObject({
        instances: [{ flags: { address: '127.9.0.2', port: 5432 } }],
      });
    }
    expect(mean([uri])).toMatchObject({ instances: [{ flags: { address: '127.9.0.2' } }] });
  });

  it('has its health server at the loopback for localhost, and at the address of the pod for all addresses', () => {
    expect(mean(['--health-check', uri])).toMatchObject({ flags: { httpAddress: '127.9.0.2' } });
    expect(mean(['--health-check', '--http-address=0.0.0.0', uri])).toMatchObject({ flags: { httpAddress: '127.9.0.3' } });
  });

  it('has its admin server at a free port', () => {
    expect(mean(['--quitquitquit', uri])).toMatchObject({ flags: { adminPort: 40_001 } });
  });

  it('has its sockets and files where the volumes are', () => {
    expect(rewritten(['--credentials-file', '/keys/key.json', `${uri}?unix-socket-path=/sockets/pg`])).toEqual([
      '--credentials-file',
      '/dev/shm/x/p0/1/key.json',
      expect.stringMatching(/^projects\/.*\?unix-socket-path=(%2F|\/)dev(%2F|\/)shm.*pg$/),
    ]);
  });

  it('keeps what it says otherwise, secrets and mistakes included', () => {
    expect(rewritten(['--token=secret', '--no-such-flag', uri]).slice(0, 2)).toEqual(['--token=secret', '--no-such-flag']);
  });

  it('says every rewrite, and no secret', () => {
    const { sentences } = rewriteProxy(proxy(['--token=secret', '--health-check', '--quitquitquit', uri]), pod);
    expect(sentences.join('\n')).not.toContain('secret');
    expect(sentences).toEqual([
      'Databases of proxy in orders-1 are at 127.9.0.2 instead of 127.0.0.1.',
      'The health server of proxy in orders-1 is at 127.9.0.2 instead of localhost.',
      'The admin server of proxy in orders-1 is at port 40001 instead of 9091.',
      '/sockets of proxy in orders-1 is /dev/shm/x/p0/0.',
      '/keys of proxy in orders-1 is /dev/shm/x/p0/1.',
    ]);
  });

  it('is asked there by its own commands', () => {
    expect(rewriteSubcommand(['/alloydb-auth-proxy', 'wait', '--max=1s'], pod)).toEqual(
      expect.arrayContaining(['wait', '--http-address=127.9.0.2', '--max=1s']),
    );
    expect(rewriteSubcommand(['/alloydb-auth-proxy', 'shutdown'], pod)).toContain('--admin-port=40001');
    expect(rewriteSubcommand(['sh', '-c', 'true'], pod)).toBeUndefined();
  });

  it('is posted to at the free port of its admin server', () => {
    expect(rewriteUrl('http://localhost:9091/quitquitquit', pod)).toBe('http://127.0.0.1:40001/quitquitquit');
    expect(rewriteUrl('http://127.0.0.1:9090/startup', pod)).toBe('http://127.9.0.2:9090/startup');
  });
});
