import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readChoice, readFields, readList, readText } from '../input/read-fields';
import { instanceUriParts } from '../instance-uri/instance-uri-grammar';
import { problem } from './setup-commands-codes';
import type { SetupPlan } from './setup-plan';

const gkeClusterFields = {
  name: { meaning: 'the name of the GKE cluster', required: true },
  location: { meaning: 'its region or zone', required: true },
  project: { meaning: 'the id of its project', required: true },
  platform: { meaning: '"standard" or "autopilot"' },
  nodePools: { meaning: 'the node pools on which Workload Identity is switched on' },
} as const;

const namePattern = /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/;

/** Reads the GKE cluster. Its platform is that of the organisation unless it says its own. */
export function readGkeCluster(
  value: unknown,
  path: string,
  organisationPlatform: unknown,
  problems: ProblemList,
): SetupPlan['gkeCluster'] {
  const fields = value === undefined ? undefined : readFields(value, path, gkeClusterFields, problems);
  const text = (field: keyof typeof gkeClusterFields): string | undefined => readText(fields?.[field], `${path}.${field}`, problems);
  const [name, location, project] = [text('name'), text('location'), text('project')];
  if (name !== undefined && !namePattern.test(name)) {
    problems.add(problem('gke-cluster-name', `${path}.name`, { value: quote(name) }));
  }
  if (location !== undefined && !/^[a-z]+-[a-z]+[0-9]+(-[a-z])?$/.test(location)) {
    problems.add(problem('gke-cluster-location', `${path}.location`, { value: quote(location) }));
  }
  if (project !== undefined) readProject(project, 'gke-cluster-project', `${path}.project`, problems);
  const platforms = ['standard', 'autopilot'] as const;
  const platform =
    readChoice(fields?.['platform'], `${path}.platform`, platforms, problems) ??
    readChoice(organisationPlatform, 'options.defaults.platform', platforms, problems) ??
    'standard';
  const nodePools = readNodePools(fields?.['nodePools'], `${path}.nodePools`, problems);
  return { name: name ?? '', location: location ?? '', project: project ?? '', platform, nodePools };
}

/** Reads the id of a project. */
export function readProject(
  value: string,
  code: 'gke-cluster-project' | 'setup-telemetry-project',
  path: string,
  problems: ProblemList,
): void {
  const grammar = instanceUriParts.find((part) => part.name === 'project');
  if (grammar && !grammar.pattern.test(value)) problems.add(problem(code, path, { value: quote(value), rule: grammar.rule }));
}

function readNodePools(value: unknown, path: string, problems: ProblemList): readonly string[] | undefined {
  return readList(value, path, 'a list of node pools', problems)?.map((entry, index) => {
    const at = `${path}[${index}]`;
    const name = typeof entry === 'string' && namePattern.test(entry) ? entry : undefined;
    if (name === undefined) problems.add(problem('node-pool-name', at, { value: quote(entry) }));
    return name ?? '';
  });
}
