import type { EnvVar } from '../kubernetes/pod';
import type { ApplicationEnvironment } from './application-environment';
import type { EnvironmentPlan, PlannedValue } from './environment-plan';
import { passwordVolume, passwordVolumeMount } from './password-file';

/** Where a proxy listens for the connections to one instance. */
export interface InstanceEndpoint {
  readonly instance: string;
  readonly host: string;
  readonly port: number;
}

/** Writes a plan as Kubernetes JSON, with an endpoint for every instance. Every call makes new objects. */
export function renderEnvironment(plan: EnvironmentPlan, endpoints: readonly InstanceEndpoint[]): ApplicationEnvironment {
  const { passwordFile } = plan;
  return {
    variables: plan.variables.map(({ name, value }) => render(name, value, endpoints)),
    volumes: passwordFile ? [passwordVolume(passwordFile)] : [],
    volumeMounts: passwordFile ? [passwordVolumeMount(passwordFile)] : [],
  };
}

function render(name: string, value: PlannedValue, endpoints: readonly InstanceEndpoint[]): EnvVar {
  switch (value.kind) {
    case 'text':
      return { name, value: value.text };
    case 'secret':
      return { name, valueFrom: { secretKeyRef: { key: value.secret.key, name: value.secret.name } } };
    case 'host':
      return { name, value: endpointOf(value.instance, endpoints).host };
    case 'port':
      return { name, value: String(endpointOf(value.instance, endpoints).port) };
    case 'url': {
      const { host, port } = endpointOf(value.instance, endpoints);
      return { name, value: `${value.beforeHost}${host}:${port}${value.behindPort}` };
    }
  }
}

function endpointOf(instance: string, endpoints: readonly InstanceEndpoint[]): InstanceEndpoint {
  const endpoint = endpoints.find((candidate) => candidate.instance === instance);
  if (!endpoint) throw new Error(`No endpoint was given for the instance "${instance}".`);
  return endpoint;
}
