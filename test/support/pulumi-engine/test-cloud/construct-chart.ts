import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { grpc, type MonitorClient, messages, ResourceMonitorClient, resources, Struct } from '../sdk-modules';
import { sdkVersion } from '../sdk-schema/resource-shape';
import type { Values } from './cloud-object';
import type { TestCloud } from './test-cloud';

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

type ConstructRequest = InstanceType<typeof messages.ConstructRequest>;

/**
 * What the Kubernetes provider does for a `helm.v4.Chart`: it renders the chart and registers each object as a child of it.
 * Source: https://github.com/pulumi/pulumi-kubernetes/blob/master/provider/pkg/provider/helm/v4/chart.go
 */
export async function constructChart(request: ConstructRequest, cloud: TestCloud): Promise<object> {
  if (request.getType() !== 'kubernetes:helm.sh/v4:Chart') throw new Error(`The test cloud constructs no ${request.getType()}.`);
  const monitor = new ResourceMonitorClient(request.getMonitorendpoint(), grpc.credentials.createInsecure());
  try {
    const name = request.getName();
    const chart = await register(
      monitor,
      { type: request.getType(), name, parent: request.getParent(), inputs: {} },
      request.getDependenciesList(),
    );
    const inputs = request.getInputs()?.toJavaScript() as Values;
    for (const object of rendered(join(cloud.programFolder ?? '', String(inputs['chart'])), name, inputs)) {
      const { apiVersion, kind, metadata } = object;
      const place = metadata.namespace === undefined ? '' : `${metadata.namespace}/`;
      const version = apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`;
      const child = { type: `kubernetes:${version}:${kind}`, name: `${name}:${place}${metadata.name}`, parent: chart };
      await register(monitor, { ...child, inputs: object as unknown as Values });
    }
    const outputs = new resources.RegisterResourceOutputsRequest();
    outputs.setUrn(chart);
    await new Promise<void>((resolve, reject) => {
      monitor.registerResourceOutputs(outputs, (error) => (error ? reject(error) : resolve()));
    });
    const response = new messages.ConstructResponse();
    response.setUrn(chart);
    response.setState(Struct.fromJavaScript({}) as never);
    return response;
  } finally {
    monitor.close();
  }
}

interface Registration {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  readonly inputs: Values;
}

function register(
  monitor: MonitorClient,
  { type, name, parent, inputs }: Registration,
  dependencies: readonly string[] = [],
): Promise<string> {
  const request = new resources.RegisterResourceRequest();
  const isChart = type.endsWith(':Chart');
  request.setType(type).setName(name).setParent(parent).setCustom(!isChart).setAcceptsecrets(true).setAcceptresources(true);
  request.setDependenciesList([...dependencies]);
  request.setObject(Struct.fromJavaScript(inputs) as never);
  if (!isChart) request.setVersion(sdkVersion('kubernetes'));
  return new Promise((resolve, reject) => {
    monitor.registerResource(request, (error, response) => (error ? reject(error) : resolve(response?.getUrn() ?? '')));
  });
}

/** Helm's templates, as far as the charts of the examples use them: names and values. */
function rendered(folder: string, release: string, { namespace, values = {} }: Values): readonly KubernetesObject[] {
  const defaults = parse(readFileSync(join(folder, 'values.yaml'), 'utf8')) as Values;
  const known: Values = { Release: { Name: release, Namespace: namespace }, Values: { ...defaults, ...(values as Values) } };
  const texts = readdirSync(join(folder, 'templates')).map((file) => readFileSync(join(folder, 'templates', file), 'utf8'));
  return texts.flatMap((text) => {
    const filled = text.replace(/{{ \.([\w.]+) }}/g, (_, path: string) => {
      return String(path.split('.').reduce<unknown>((value, field) => (value as Values)[field], known));
    });
    if (filled.includes('{{')) throw new Error('The chart uses more of Helm than is rendered here.');
    return parseAllDocuments(filled).map((document) => document.toJS() as KubernetesObject);
  });
}
