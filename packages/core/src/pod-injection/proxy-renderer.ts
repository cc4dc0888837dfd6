import type { ApplicationEnvironment } from '../application-environment/application-environment';
import { renderEnvironment } from '../application-environment/render-environment';
import { mergeJson } from '../kubernetes/json';
import type { Container } from '../kubernetes/pod';
import type { AuthProxyModel } from '../proxy-container/auth-proxy-model';
import { allocatePorts, type PortClash, type TakenPort } from '../proxy-container/port-allocation';
import { type ProcessPorts, proxyContainer } from '../proxy-container/proxy-container';
import type { ShutdownTiming } from '../proxy-container/shutdown-timing';
import { quitUrlVariable } from './quit-url';

/** What the proxy brings into a pod. */
export interface RenderedProxy {
  readonly containers: readonly Container[];
  /** Undefined: the application gets no variables. */
  readonly environment: ApplicationEnvironment | undefined;
  readonly clashes: readonly PortClash[];
}

/** Renders a proxy once for all pods in which the same ports are taken and which shut down alike. */
export class ProxyRenderer {
  readonly #model: AuthProxyModel;
  readonly #rendered = new Map<string, RenderedProxy>();

  constructor(model: AuthProxyModel) {
    this.#model = model;
  }

  /** What is returned is shared by pods: copy what goes into one. */
  render(taken: ReadonlyMap<number, TakenPort>, timing: ShutdownTiming): RenderedProxy {
    const key = keyOf(taken, timing);
    const known = this.#rendered.get(key);
    if (known) return known;
    const rendered = this.#renderNew(taken, timing);
    this.#rendered.set(key, rendered);
    return rendered;
  }

  #renderNew(taken: ReadonlyMap<number, TakenPort>, timing: ShutdownTiming): RenderedProxy {
    const model = this.#model;
    const { ports, clashes } = allocatePorts(model, taken);
    const containers = model.processes.map((process, index) => {
      const container = proxyContainer(model, process, ports[index] as ProcessPorts, timing);
      return model.overrides.container ? (mergeJson(container, model.overrides.container) as Container) : container;
    });
    return { containers, environment: this.#environment(ports, timing), clashes };
  }

  #environment(ports: readonly ProcessPorts[], timing: ShutdownTiming): ApplicationEnvironment | undefined {
    const { environment } = this.#model;
    const endpoints = ports.flatMap(({ instances }) =>
      Object.entries(instances).map(([instance, port]) => ({ instance, host: '127.0.0.1', port })),
    );
    const rendered = environment && renderEnvironment(environment, endpoints);
    if (!timing.quitByRequest) return rendered;
    const quit = quitUrlVariable(ports.map(({ admin }) => admin));
    return { volumes: [], volumeMounts: [], ...rendered, variables: [...(rendered?.variables ?? []), quit] };
  }
}

/** Everything of a pod that the proxy depends on, as text. */
function keyOf(taken: ReadonlyMap<number, TakenPort>, timing: ShutdownTiming): string {
  let ports = '';
  for (const [port, { holder, isProxy }] of taken) ports += `${port} ${isProxy} ${holder}\n`;
  return `${ports}${timing.minSigtermDelaySeconds} ${timing.maxSigtermDelaySeconds} ${timing.exitZero} ${timing.quitByRequest}`;
}
