import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

const minutes = 60_000;
// A worker loads the sources once for all its files, where no test changes what is global: most of the time went into imports.
const sourcesLoadedOnce = { isolate: false, pool: 'threads' } as const;
// Real programs on a busy machine: one more try, which the reporter names with what the first one said.
const secondTry = { retry: 1 } as const;
const setupFiles = ['test/support/fast-check-setup.ts'];
const heavy = [
  'test/real-proxy/**/*.test.ts',
  'test/emulator/**/*.test.ts',
  'test/cli/**/*.test.ts',
  'test/kubernetes/**/*.test.ts',
  'test/consumers/**/*.test.ts',
  'test/connector/**/*.test.ts',
  'test/pulumi-engine/**/*.test.ts',
  'test/rehearsal/**/*.test.ts',
];

export default defineConfig({
  resolve: {
    // Sources, not dist: no test needs a build.
    alias: {
      '@alloydb-gke/core': path('packages/core/src/index.ts'),
      '@alloydb-gke/cdk8s': path('packages/cdk8s/src/index.ts'),
      '@alloydb-gke/cli': path('packages/cli/src/index.ts'),
      '@alloydb-gke/connector': path('packages/connector/src/index.ts'),
      '@alloydb-gke/emulator': path('packages/emulator/src/index.ts'),
      '@alloydb-gke/pulumi/testing': path('packages/pulumi/src/testing/index.ts'),
      '@alloydb-gke/pulumi': path('packages/pulumi/src/index.ts'),
      '@alloydb-gke/rehearsal': path('packages/rehearsal/src/index.ts'),
    },
  },
  test: {
    // A property of a thousand runs, on a busy machine.
    testTimeout: 60_000,
    projects: [
      // Groups run one after another, so that nothing heavy disturbs what is timed. What mostly waits for programs runs two files at once:
      // each world has its own folders, ports and addresses.
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'tools/**/*.test.ts', 'bench/**/*.test.ts'],
          setupFiles,
          ...sourcesLoadedOnce,
        },
      },
      {
        extends: true,
        test: {
          name: 'repository',
          include: ['test/**/*.test.ts', 'examples/*/*.test.ts'],
          exclude: [...heavy, '**/node_modules/**'],
          setupFiles,
          ...sourcesLoadedOnce,
          globalSetup: ['test/support/availability/postgresql-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'consumers',
          include: ['test/consumers/*.test.ts'],
          setupFiles,
          ...secondTry,
          globalSetup: ['test/consumers/packed-packages-setup.ts', 'test/support/availability/pulumi-engine-setup.ts'],
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          testTimeout: 5 * minutes,
          hookTimeout: 5 * minutes,
        },
      },
      {
        extends: true,
        test: {
          name: 'engine',
          include: ['test/pulumi-engine/**/*.test.ts'],
          setupFiles,
          ...secondTry,
          globalSetup: ['test/support/availability/pulumi-engine-setup.ts'],
          sequence: { groupOrder: 1 },
          // Every run of a program has a state of its own, and to load the SDKs takes longer than a run.
          isolate: false,
          // Half of the work is the engine's, in a process of its own.
          maxWorkers: 2,
          testTimeout: 5 * minutes,
          hookTimeout: 2 * minutes,
        },
      },
      {
        extends: true,
        test: {
          name: 'real-proxy',
          include: ['test/real-proxy/**/*.test.ts'],
          setupFiles,
          ...secondTry,
          globalSetup: ['test/support/availability/auth-proxy-setup.ts'],
          sequence: { groupOrder: 2 },
          fileParallelism: false,
          testTimeout: 5 * minutes,
          hookTimeout: 1 * minutes,
        },
      },
      {
        extends: true,
        test: {
          name: 'emulator',
          include: ['test/emulator/**/*.test.ts', 'test/cli/**/*.test.ts', 'test/connector/**/*.test.ts'],
          setupFiles,
          ...secondTry,
          globalSetup: ['test/support/availability/emulator-setup.ts'],
          sequence: { groupOrder: 4 },
          maxWorkers: 2,
          testTimeout: 2 * minutes,
          hookTimeout: 2 * minutes,
        },
      },
      {
        extends: true,
        test: {
          name: 'rehearsal',
          include: ['test/rehearsal/**/*.test.ts'],
          exclude: ['test/rehearsal/agreement/**'],
          setupFiles,
          ...secondTry,
          globalSetup: ['test/support/availability/rehearsal-setup.ts', 'test/rehearsal/support/programs-setup.ts'],
          sequence: { groupOrder: 4 },
          maxWorkers: 2,
          testTimeout: 2 * minutes,
          hookTimeout: 2 * minutes,
        },
      },
      {
        extends: true,
        test: {
          name: 'cluster',
          include: ['test/kubernetes/**/*.test.ts', 'test/rehearsal/agreement/**/*.test.ts'],
          setupFiles,
          ...secondTry,
          globalSetup: ['test/support/availability/kubernetes-node-setup.ts', 'test/rehearsal/support/programs-setup.ts'],
          sequence: { groupOrder: 3 },
          fileParallelism: false,
          testTimeout: 5 * minutes,
          hookTimeout: 5 * minutes,
        },
      },
    ],
  },
});
