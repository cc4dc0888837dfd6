import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type NodeAddress, nodeScript } from '../../support/kubernetes-node/held-node';
import { mustRun } from '../../support/kubernetes-node/run-command';

/** Gives the node an image with this machine's psql, a shell, and the libraries that they are linked with. */
export async function addPsqlImage(node: NodeAddress, name: string, postgresqlPrograms: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'psql-image-'));
  const into = (file: string, to = file): void => {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    cpSync(file, join(folder, to), { dereference: true });
  };
  try {
    for (const [program, to] of [
      [join(postgresqlPrograms, 'psql'), '/usr/bin/psql'],
      ['/bin/sh', '/bin/sh'],
    ] as const) {
      into(program, to);
      for (const [, library = ''] of (await mustRun('ldd', [program])).matchAll(/(\/\S+) \(0x/g)) into(library);
    }
    await mustRun(nodeScript('image'), [name, folder, '["/bin/sh"]', '65534'], { environment: node });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
