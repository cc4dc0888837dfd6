import { join } from 'node:path';
import type { Manifest } from '@alloydb-gke/core';
import type { CoreV1Event, V1Pod } from '@kubernetes/client-node';
import type { NodeAddress } from '../../../support/kubernetes-node/held-node';
import { ApiClient } from './api-client';
import { PodLife } from './pod-life';

/** Sees every pod and every event of a node by two connections. */
export class NodeWatch {
  readonly api: ApiClient;
  readonly #podLogs: string;
  readonly #lives = new Map<string, PodLife>();
  /** The same event again has a greater count. */
  readonly #events = new Map<string, CoreV1Event>();
  readonly #stopping = new AbortController();
  readonly #polling: NodeJS.Timeout;
  readonly #following: Promise<unknown>;

  constructor(node: NodeAddress) {
    this.api = new ApiClient(node);
    this.#podLogs = join(node['CLUSTER_DIR'] ?? '', 'pod-logs');
    const { signal } = this.#stopping;
    this.#following = Promise.all([
      this.api.follow<V1Pod>('/api/v1/pods', (pod, isGone) => this.#see(pod, isGone), signal),
      this.api.follow<CoreV1Event>('/api/v1/events', (event) => void this.#events.set(event.metadata.uid ?? '', event), signal),
    ]);
    this.#following.catch(() => undefined); // whoever waits for pods hears of it at the end
    this.#polling = setInterval(() => this.#poll(), 150);
  }

  async stop(): Promise<void> {
    clearInterval(this.#polling);
    this.#stopping.abort();
    await this.#following;
    this.api.close();
  }

  createNamespace(name: string): Promise<void> {
    return this.api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } } as Manifest);
  }

  /** The pods of a namespace that ever were, the oldest first. */
  livesIn(namespace: string): readonly PodLife[] {
    return [...this.#lives.values()].filter((life) => life.namespace === namespace).sort((left, right) => left.createdAt - right.createdAt);
  }

  eventsIn(namespace: string): readonly CoreV1Event[] {
    return [...this.#events.values()].filter(({ metadata }) => metadata.namespace === namespace);
  }

  #poll(): void {
    for (const life of this.#lives.values()) life.poll();
  }

  #see(pod: V1Pod, isGone: boolean): void {
    const uid = pod.metadata?.uid ?? '';
    const life = this.#lives.get(uid) ?? new PodLife(pod, this.#podLogs);
    this.#lives.set(uid, life);
    life.see(pod);
    if (isGone) life.end();
  }
}
