import type { ApplicationEnvironment } from '../application-environment/application-environment';
import { ProblemList } from '../errors/problem-list';
import { mergeJson, withField } from '../kubernetes/json';
import { type Manifest, manifestTitle } from '../kubernetes/manifest';
import type { PodSpec, PodTemplate } from '../kubernetes/pod';
import type { AuthProxyModel } from '../proxy-container/auth-proxy-model';
import { chosenContainers } from './chosen-containers';
import { endsByItself, podShutdown } from './grace-period';
import { injectEnvironment, injectVolumes } from './inject-environment';
import { locatePodTemplate } from './locate-pod-template';
import { placeContainers } from './place-containers';
import { problem } from './pod-injection-codes';
import { ProxyRenderer } from './proxy-renderer';
import { takenPorts } from './taken-ports';

/** Where to inject, for kinds that are not known. */
export interface InjectionTarget {
  /**
   * The way to the object that has `spec.containers`, as `'spec.template'` or a list of fields.
   * @default - known for Kubernetes' own kinds and Argo Rollouts
   */
  readonly podTemplatePath?: string | readonly string[];
  /**
   * The other proxies that this pod gets: the grace period covers the longest application drain and all drains of proxies.
   * @default - none
   */
  readonly beside?: readonly AuthProxyModel[];
}

/** Injects one Auth Proxy into any number of workloads. */
export class ProxyInjector {
  readonly #model: AuthProxyModel;
  readonly #own: ReadonlySet<string>;
  readonly #renderer: ProxyRenderer;

  constructor(model: AuthProxyModel) {
    this.#model = model;
    this.#renderer = new ProxyRenderer(model);
    this.#own = new Set(model.processes.map(({ containerName }) => containerName));
  }

  /**
   * The manifest with the proxy in its pod template. The manifest itself is not changed, and the result shares with it what
   * did not change. Injecting twice is injecting once.
   *
   * @throws ModelError with every conflict between the pod and the proxy at once
   */
  inject<Workload extends object>(workload: Workload, target: InjectionTarget = {}): Workload {
    const manifest = workload as Manifest;
    const problems = new ProblemList();
    const located = locatePodTemplate(manifest, target.podTemplatePath, problems);
    if (located) this.#checkNamespace(manifest, problems);
    const template =
      located && this.#injectTemplate(located.template, target.beside ?? [], `${manifestTitle(manifest)} ${located.specPath}`, problems);
    problems.throwIfAny();
    return (located && template ? located.replace(template) : manifest) as Workload;
  }

  #checkNamespace(manifest: Manifest, problems: ProblemList): void {
    const ours = this.#model.connection.identity.namespace;
    const theirs = manifest.metadata?.namespace;
    if (ours === undefined || theirs === undefined || ours === theirs) return;
    problems.add(problem('namespace-clash', `${manifestTitle(manifest)} metadata.namespace`, { theirs, ours }));
  }

  #injectTemplate(template: PodTemplate, beside: readonly AuthProxyModel[], at: string, problems: ProblemList): PodTemplate {
    const { spec } = template;
    const model = this.#model;
    if (spec.hostNetwork) problems.add(problem('host-network', `${at}.hostNetwork`, {}));
    if (model.sidecar === 'classic' && endsByItself(spec) && !model.applicationQuitsProxy)
      problems.add(problem('job-never-completes', at, {}));
    const { timing, gracePeriodSeconds } = podShutdown(model, beside, spec, at, problems);
    const rendered = this.#renderer.render(takenPorts(spec, this.#own), timing);
    const proxy = model.processes[0].containerName;
    for (const clash of rendered.clashes) problems.add(problem('port-clash', `${at}.containers`, { proxy, ...clash }));
    const steps = [
      (pod: PodSpec): PodSpec => this.#withEnvironment(pod, rendered.environment, at, problems),
      (pod: PodSpec): PodSpec => placeContainers(pod, rendered.containers, model, at, problems),
      (pod: PodSpec): PodSpec => this.#withServiceAccount(pod, at, problems),
      (pod: PodSpec): PodSpec => withField(pod, 'terminationGracePeriodSeconds', gracePeriodSeconds),
      (pod: PodSpec): PodSpec => (model.overrides.podSpec ? (mergeJson(pod, model.overrides.podSpec) as PodSpec) : pod),
    ];
    const changed = withField(
      template,
      'spec',
      steps.reduce((pod, step) => step(pod), spec),
    );
    return this.#withAnnotations(changed);
  }

  #withEnvironment(pod: PodSpec, environment: ApplicationEnvironment | undefined, path: string, problems: ProblemList): PodSpec {
    if (!environment) return pod;
    const chosen = chosenContainers(this.#model, pod, this.#own, path, problems);
    const inject = (list: 'containers' | 'initContainers', from: PodSpec): PodSpec => {
      const containers = from[list];
      if (!containers?.some(({ name }) => chosen.has(name))) return from;
      const changed = containers.map((container, index) =>
        chosen.has(container.name) ? injectEnvironment(container, environment, `${path}.${list}[${index}]`, problems) : container,
      );
      return withField(from, list, changed);
    };
    return injectVolumes(inject('initContainers', inject('containers', pod)), environment.volumes, path, problems);
  }

  #withServiceAccount(pod: PodSpec, path: string, problems: ProblemList): PodSpec {
    const ours = this.#model.connection.identity.kubernetesServiceAccount;
    const theirs = pod.serviceAccountName || pod.serviceAccount;
    if (theirs && theirs !== ours) {
      problems.add(problem('service-account-clash', `${path}.serviceAccountName`, { theirs, ours }));
    }
    return pod.serviceAccountName === ours ? pod : withField(pod, 'serviceAccountName', ours);
  }

  #withAnnotations(template: PodTemplate): PodTemplate {
    const wanted = Object.entries(this.#model.annotations);
    if (wanted.length === 0) return template;
    const existing = template.metadata?.annotations ?? {};
    const annotations = wanted.reduce((all, [name, value]) => withField(all, name, joined(all[name], value)), existing);
    return withField(template, 'metadata', withField(template.metadata ?? {}, 'annotations', annotations));
  }
}

/** The entries of an annotation with ours among them: every proxy of the pod says its own. */
function joined(existing: string | undefined, entries: string): string {
  return [...new Set([...(existing ?? '').split(' '), ...entries.split(' ')])]
    .filter((entry) => entry !== '')
    .sort()
    .join(' ');
}

/**
 * The manifest with the Auth Proxy in its pod template: a pure function over JSON, for one workload.
 * For many workloads keep a {@link ProxyInjector}.
 *
 * @throws ModelError with every conflict between the pod and the proxy at once
 * @example
 * const proxy = defineAuthProxy({ connection, applicationDrainSeconds: 20 });
 * const deployment = injectProxy(JSON.parse(text), proxy);
 */
export function injectProxy<Workload extends object>(workload: Workload, model: AuthProxyModel, target: InjectionTarget = {}): Workload {
  return new ProxyInjector(model).inject(workload, target);
}
