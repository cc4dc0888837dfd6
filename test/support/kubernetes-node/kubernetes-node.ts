import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../../../tools/workspace/folders.mjs';
import { type NodeAddress, nodeScript } from './held-node';
import { type CommandResult, mustRun, runCommand } from './run-command';

export interface Image {
  readonly name: string;
  /** The image's only file, a static program; it is also the entrypoint. */
  readonly program: { readonly from: string; readonly to: string };
  readonly user: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A running node, addressed by its variables: kubectl of its own version, images, and nothing that may come too early. */
export class KubernetesNode {
  readonly #address: NodeAddress;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(address: NodeAddress) {
    const directory = address['CLUSTER_DIR'] ?? '';
    this.#address = address;
    // Nothing of the user's own kubectl: no preferences, no cache.
    this.#environment = { KUBECONFIG: join(directory, 'kubeconfig'), KUBECACHEDIR: join(directory, 'kubectl-cache'), KUBERC: 'off' };
  }

  /** Where it runs, for the scripts of this folder. */
  get address(): NodeAddress {
    return this.#address;
  }

  /** Runs kubectl to its end, whatever comes of it. */
  tryKubectl(args: readonly string[], input?: string): Promise<CommandResult> {
    return runCommand(kubernetesProgram(), ['kubectl', ...args], this.#options(input));
  }

  /** Runs kubectl, which must succeed, and gives its output. */
  kubectl(args: readonly string[], input?: string): Promise<string> {
    return mustRun(kubernetesProgram(), ['kubectl', ...args], this.#options(input));
  }

  /** Creates or changes the objects for real. */
  async apply(namespace: string, objects: readonly unknown[]): Promise<void> {
    await this.kubectl(['apply', '--server-side', '--validate=strict', '--namespace', namespace, '-f', '-'], asList(objects));
  }

  /** What the server would make of the objects: it judges them as strictly as it can, and keeps nothing. */
  dryRun(objects: readonly unknown[]): Promise<CommandResult> {
    return this.tryKubectl(
      ['apply', '--server-side', '--dry-run=server', '--validate=strict', '--output=json', '-f', '-'],
      asList(objects),
    );
  }

  /** A namespace that enforces Pod Security `restricted`, and warns of what would break it. */
  async createRestrictedNamespace(name: string): Promise<void> {
    const labels = ['enforce', 'warn', 'audit'].map((mode) => `pod-security.kubernetes.io/${mode}=restricted`);
    const { exitCode, errors } = await this.tryKubectl(['create', 'namespace', name]);
    if (exitCode !== 0 && !errors.includes('already exists')) throw new Error(errors);
    await this.kubectl(['label', '--overwrite', 'namespace', name, ...labels]);
  }

  /** One object, or a list of them. */
  async get<Kind>(args: readonly string[]): Promise<Kind> {
    return JSON.parse(await this.kubectl(['get', ...args, '--output=json'])) as Kind;
  }

  /** Makes an image and gives it to the node; there is no registry. */
  async addImage(image: Image): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'image-'));
    try {
      cpSync(image.program.from, join(folder, image.program.to));
      const variables = Object.entries(image.environment).map(([name, value]) => `${name}=${value}`);
      const entrypoint = JSON.stringify([`/${image.program.to}`]);
      await mustRun(nodeScript('image'), [image.name, folder, entrypoint, image.user, ...variables], { environment: this.#address });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  #options(input: string | undefined): { input?: string; environment: Readonly<Record<string, string>> } {
    return { environment: this.#environment, ...(input === undefined ? {} : { input }) };
  }
}

function kubernetesProgram(): string {
  return join(cacheFolder(), 'kubernetes-node', 'kubernetes');
}

function asList(objects: readonly unknown[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
}
