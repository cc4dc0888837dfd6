import type { TestProject } from 'vitest/node';
import { provideAvailability } from './provide-availability';

export default (project: TestProject): Promise<void> =>
  provideAvailability(
    project,
    'auth-proxy',
    'postgresql',
    'go-connector',
    'python-connector',
    'file-system-of-a-test',
    'network-of-a-test',
    'internet-protocol-6',
  );
