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
    expect(clientTargets(settings, clientEnvironment(container))).toEqual(assumedTargets);
  });
});
