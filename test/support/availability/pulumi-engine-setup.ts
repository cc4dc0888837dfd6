import type { TestProject } from 'vitest/node';
import { provideAvailability } from './provide-availability';

export default (project: TestProject): Promise<void> => provideAvailability(project, 'pulumi-engine');
