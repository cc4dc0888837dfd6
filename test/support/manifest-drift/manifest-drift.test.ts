import { describe, expect, it } from 'vitest';
import { withMistake } from '../manifest-oracle/mistake-table';
import { rightManifest } from '../manifest-oracle/right-manifests';
import { manifestDrift } from './manifest-drift';

const container = 'spec template spec containers 0';
const sent = rightManifest('deployment');
const changed = (at: string, value: unknown): ReturnType<typeof rightManifest> => withMistake({ into: 'deployment', at, value });

describe('drift between what was sent and what a server returns', () => {
  it('is nothing when both are the same', () => {
    expect(manifestDrift(sent, rightManifest('deployment'))).toEqual([]);
  });

  it('is not a default that the table lists', () => {
    expect(manifestDrift(sent, changed(`${container} imagePullPolicy`, 'IfNotPresent'))).toEqual([]);
    expect(manifestDrift(sent, changed('spec revisionHistoryLimit', 10))).toEqual([]);
    expect(manifestDrift(sent, changed('metadata uid', 'f81d4fae'))).toEqual([]);
  });

  it('is a listed field with another value', () => {
    expect(manifestDrift(sent, changed(`${container} imagePullPolicy`, 'Always'))).toEqual([
      { path: 'spec.template.spec.containers[0].imagePullPolicy', what: 'added', sent: undefined, returned: 'Always' },
    ]);
  });

  it('is a listed field of another kind', () => {
    expect(manifestDrift(sent, changed('spec backoffLimit', 6))).toEqual([
      { path: 'spec.backoffLimit', what: 'added', sent: undefined, returned: 6 },
    ]);
  });

  it('is a field that vanished', () => {
    expect(manifestDrift(sent, changed('spec template spec initContainers 0 restartPolicy', undefined))).toEqual([
      { path: 'spec.template.spec.initContainers[0].restartPolicy', what: 'vanished', sent: 'Always', returned: undefined },
    ]);
  });

  it('is a quantity that was written in another way', () => {
    expect(manifestDrift(sent, changed(`${container} resources requests cpu`, '0.05'))).toEqual([
      { path: 'spec.template.spec.containers[0].resources.requests.cpu', what: 'changed', sent: '50m', returned: '0.05' },
    ]);
  });

  it('is a list that became longer', () => {
    const returned = changed(`${container} env 5`, { name: 'X', value: 'y' });
    expect(manifestDrift(sent, returned)).toEqual([
      { path: 'spec.template.spec.containers[0].env[5]', what: 'added', sent: undefined, returned: { name: 'X', value: 'y' } },
    ]);
  });
});
