import { describe, expect, it } from 'vitest';
import { container, livenessProbe, pod } from '../verdict/pod.fixture';
import { runsProgramOfImage, unsentProbeNotes } from './unsent-probes';

const image = 'gcr.io/alloydb-connectors/alloydb-auth-proxy';
const action = { kind: 'exec', command: ['sh', '-c', 'wget -q -O- localhost:9090/startup'] } as const;

describe('a probe by a program', () => {
  it.each(['1.17.1-alpine', 'alpine', '1.14.0-bookworm', '1.17.1-alpine@sha256:0'])('is not sent where the image %s has it', (tag) => {
    expect(runsProgramOfImage(`${image}:${tag}`, action)).toBe(true);
  });

  it('is sent where the image has only the proxy, or it is the proxy', () => {
    expect(runsProgramOfImage(`${image}:1.17.1`, action)).toBe(false);
    expect(runsProgramOfImage(`${image}:alpine`, { kind: 'exec', command: ['/alloydb-auth-proxy', 'wait'] })).toBe(false);
    expect(runsProgramOfImage(`${image}:alpine`, livenessProbe.action)).toBe(false);
  });

  it('is named in the report where it is not sent', () => {
    const proxy = container('proxy', { image: `${image}:alpine`, unsentProbes: [{ ...livenessProbe, action }] });
    expect(unsentProbeNotes([pod({ initContainers: [proxy] })])).toEqual([
      `The liveness probe of proxy is left out: it runs sh of the image ${image}:alpine, which is not on this machine. Whether it succeeds shows only in the cluster.`,
    ]);
  });
});
