import { join } from 'node:path';
import type { Service } from '../service';
import { clientEnvironment } from './client-environment';
import { clientScript } from './client-script';
import { libpqVariables } from './foreign-variables';

/** Writes what clients need on this machine: an empty home, and a script for each Kubernetes service account that runs one as it. */
export const clientEnvironmentService: Service = {
  name: 'client-environment',
  start: async ({ folder }, known) => {
    const clientHome = await folder.makeFolder('home');
    await folder.makeFolder('as');
    const accounts = Object.keys(known.metadataServers);
    for (const namespace of new Set(accounts.map((account) => account.split('/')[0] ?? ''))) await folder.makeFolder(join('as', namespace));
    const clientScripts: Record<string, string> = {};
    for (const account of accounts) {
      const text = clientScript(`as a pod of ${account}`, clientEnvironment({ ...known, clientHome }, account));
      clientScripts[account] = await folder.write(join('as', account), text);
    }
    const withoutLibpq = Object.fromEntries(libpqVariables.map((name) => [name, undefined]));
    const plainScript = await folder.write('without-pg-variables', clientScript('without the PG* variables of the shell', withoutLibpq));
    return { addresses: { clientHome, clientScripts, plainScript }, stop: () => Promise.resolve() };
  },
};
