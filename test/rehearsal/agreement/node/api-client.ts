import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Manifest } from '@alloydb-gke/core';
import { parse } from 'yaml';
import type { NodeAddress } from '../../../support/kubernetes-node/held-node';

/** The server refused a call. */
export class ApiError extends Error {
  override readonly name: string = 'ApiError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: { readonly server: string; readonly 'certificate-authority': string } }];
  readonly users: readonly [{ readonly user: { readonly token: string } }];
}

/** Where the objects of a kind are, for those that are created here. */
const plurals: Readonly<Record<string, string>> = {
  Namespace: 'namespaces',
  ServiceAccount: 'serviceaccounts',
  Secret: 'secrets',
  Service: 'services',
  Pod: 'pods',
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
  Job: 'jobs',
  CronJob: 'cronjobs',
};

/**
 * The API server of a node over HTTP. A process of kubectl for each call would take more of the processor than the pods do, and
 * Kubernetes' own client for Node.js needs a newer Node.
 */
export class ApiClient {
  readonly #server: string;
  readonly #agent: Agent;
  readonly #token: string;

  constructor(node: NodeAddress) {
    const { clusters, users } = parse(readFileSync(join(node['CLUSTER_DIR'] ?? '', 'kubeconfig'), 'utf8')) as Kubeconfig;
    const { cluster } = clusters[0];
    this.#server = cluster.server;
    this.#token = users[0].user.token;
    this.#agent = new Agent({ keepAlive: true, ca: readFileSync(cluster['certificate-authority']) });
  }

  async create(object: Manifest): Promise<void> {
    await this.#call('POST', `${folderOf(object)}?fieldValidation=Strict`, JSON.stringify(object));
  }

  /** Changes some fields, as a merge patch does. */
  async patch(object: Manifest, change: object): Promise<void> {
    await this.#call('PATCH', `${folderOf(object)}/${object.metadata?.name}`, JSON.stringify(change), 'application/merge-patch+json');
  }

  /** Deletes an object, and what it owns after it. */
  async delete(object: Manifest): Promise<void> {
    await this.#call('DELETE', `${folderOf(object)}/${object.metadata?.name}?propagationPolicy=Background`);
  }

  async get<Kind>(path: string): Promise<Kind> {
    return JSON.parse(await this.#call('GET', path)) as Kind;
  }

  /** Tells of every object of a collection, those that are there and what happens to them, until it is aborted. */
  async follow<Kind>(path: string, onObject: (object: Kind, isGone: boolean) => void, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const list = await this.get<{ readonly items: readonly Kind[]; readonly metadata: { readonly resourceVersion: string } }>(path);
      for (const item of list.items) onObject(item, false);
      if (signal.aborted) return;
      try {
        const response = await this.#open(
          'GET',
          `${path}?watch=true&resourceVersion=${list.metadata.resourceVersion}`,
          undefined,
          undefined,
          signal,
        );
        const lines = createInterface({ input: response });
        signal.addEventListener('abort', () => lines.close(), { once: true });
        response.once('close', () => lines.close());
        for await (const line of lines) {
          const { type, object } = JSON.parse(line) as { readonly type: string; readonly object: Kind };
          if (type === 'ERROR') break;
          if (type !== 'BOOKMARK') onObject(object, type === 'DELETED');
        }
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  }

  close(): void {
    this.#agent.destroy();
  }

  async #call(method: string, path: string, body?: string, type?: string): Promise<string> {
    const response = await this.#open(method, path, body, type);
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) text += String(chunk);
    const status = response.statusCode ?? 0;
    if (status < 300) return text;
    const { message = text } = JSON.parse(text) as { readonly message?: string };
    throw new ApiError(status, message);
  }

  #open(method: string, path: string, body?: string, type = 'application/json', signal?: AbortSignal): Promise<IncomingMessage> {
    const headers = { authorization: `Bearer ${this.#token}`, ...(body !== undefined && { 'content-type': type }) };
    return new Promise((resolve, reject) => {
      const call = request(`${this.#server}${path}`, { method, headers, agent: this.#agent, ...(signal && { signal }) }, resolve);
      call.once('error', reject);
      call.end(body);
    });
  }
}

function folderOf({ apiVersion = '', kind = '', metadata }: Manifest): string {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const namespace = metadata?.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`;
  const plural = plurals[kind];
  if (plural === undefined) throw new Error(`No scenario has had a ${kind} so far.`);
  return `${group}${namespace}/${plural}`;
}
