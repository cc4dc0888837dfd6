import { describe, expect, it } from 'vitest';
import { clientEnvironment, clientSettings } from '../pod-host/client-invocation';
import { application, pod } from '../verdict/pod.fixture';
import { clientTargets } from './client-targets';

describe('the databases of a stand-in', () => {
  it('that no variable names have their passwords beside the arguments, which everybody sees', () => {
    const assumedTargets = [{ from: 'assumed:127.0.0.1:5432', host: '127.0.0.1', port: 5432, user: 'app', password: 'secret' }];
    const container = application({ environment: {}, assumedTargets });
    const settings = clientSettings(container, pod(), { drain: 'short' });
    expect(JSON.stringify(settings)).not.toContain('secret');
    expect(clientTargets(settings, clientEnvironment(container))).toEqual({ targets: assumedTargets, unnamed: [] });
  });

  it('are those of its variables, and beside them what no variable leads to', () => {
    const login = { host: '127.0.0.1', user: 'app', database: 'shop', password: 'secret' };
    const unnamedTargets = [{ ...login, from: 'served:127.0.0.1:5433', port: 5433 }];
    const environment = { PGHOST: '127.0.0.1', PGUSER: 'app', PGDATABASE: 'shop', PGPASSWORD: 'secret' };
    const container = application({ environment, unnamedTargets });
    const settings = clientSettings(container, pod(), { drain: 'short' });
    expect(JSON.stringify(settings)).not.toContain('secret');
    expect(clientTargets(settings, clientEnvironment(container))).toEqual({
      targets: [{ ...login, from: 'PGHOST', port: 5432 }],
      unnamed: unnamedTargets,
    });
  });
});
