import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundledExample } from '../../connector/support/bundled-example';
import { nodeScript } from '../../support/kubernetes-node/held-node';
import type { KubernetesNode } from '../../support/kubernetes-node/kubernetes-node';
import { mustRun } from '../../support/kubernetes-node/run-command';

/** Gives the node an image of the application: this Node, the libraries that it is linked with, and the application in one file. */
export async function addApplicationImage(node: KubernetesNode, name: string): Promise<void> {
  using example = await bundledExample();
  const into = (file: string, to = file): void => {
    mkdirSync(dirname(join(example.folder, to)), { recursive: true });
    cpSync(file, join(example.folder, to), { dereference: true });
  };
  into(process.execPath, '/bin/node');
  for (const [, library = ''] of (await mustRun('ldd', [process.execPath])).matchAll(/(\/\S+) \(0x/g)) into(library);
  const entrypoint = JSON.stringify(['/bin/node', `/${example.file}`]);
  await mustRun(nodeScript('image'), [name, example.folder, entrypoint, '65532'], { environment: node.address });
}
