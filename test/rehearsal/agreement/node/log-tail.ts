import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** A line of a container's log. */
export interface TailedLine {
  readonly container: string;
  readonly text: string;
}

/**
 * Reads the logs of a pod's containers where kubelet writes them, every start of a container in a file of its own. A file that was
 * opened is read to its end also when kubelet has removed it, so that nothing of a pod's last moments is lost.
 */
export class LogTail {
  readonly #folder: string;
  readonly #files = new Map<string, { readonly file: number; readonly container: string; rest: string; partial: string }>();
  readonly #lines: TailedLine[] = [];

  constructor(podLogs: string, pod: { readonly namespace: string; readonly name: string; readonly uid: string }) {
    this.#folder = join(podLogs, `${pod.namespace}_${pod.name}_${pod.uid}`);
  }

  /** Every line so far. It grows. */
  get lines(): readonly TailedLine[] {
    return this.#lines;
  }

  /** Reads on. */
  poll(): void {
    for (const container of namesIn(this.#folder)) {
      for (const name of namesIn(join(this.#folder, container)).sort(
        (left, right) => Number.parseInt(left, 10) - Number.parseInt(right, 10),
      )) {
        const path = join(this.#folder, container, name);
        if (this.#files.has(path)) continue;
        try {
          this.#files.set(path, { file: openSync(path, 'r'), container, rest: '', partial: '' });
        } catch {
          // It went between the two calls.
        }
      }
    }
    for (const tailed of this.#files.values()) this.#read(tailed);
  }

  close(): void {
    this.poll();
    for (const { file } of this.#files.values()) closeSync(file);
    this.#files.clear();
  }

  #read(tailed: { readonly file: number; readonly container: string; rest: string; partial: string }): void {
    const buffer = Buffer.alloc(65_536);
    let text = tailed.rest;
    for (let length = readSync(tailed.file, buffer); length > 0; length = readSync(tailed.file, buffer)) {
      text += buffer.toString('utf8', 0, length);
    }
    const lines = text.split('\n');
    tailed.rest = lines.pop() ?? '';
    for (const line of lines) {
      // TIME STREAM TAG TEXT, the tag P for a part of a line. Source: kubernetes/pkg/kubelet/kuberuntime/logs/logs.go
      const [, tag, part = ''] = /^\S+ \S+ (\S+) (.*)$/.exec(line) ?? [];
      tailed.partial += part;
      if (tag === 'P') continue;
      this.#lines.push({ container: tailed.container, text: tailed.partial });
      tailed.partial = '';
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
