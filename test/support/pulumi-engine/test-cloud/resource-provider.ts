import { parseAllDocuments } from 'yaml';
import { Empty, messages, plugins, Struct } from '../sdk-modules';
import { checkInputs, unknownValue } from '../sdk-schema/check-inputs';
import { resourceShape, sdkVersion } from '../sdk-schema/resource-shape';
import type { Values } from './cloud-object';
import { constructChart } from './construct-chart';
import { withName } from './kubernetes-rule';
import { type Change, propertyDifferences } from './property-differences';
import { type AskedResource, create, madeState, previewedState, remove, ruleOf, update } from './resource-life';
import { shortHash } from './resource-rule';
import { schemaTypes } from './schema-types-table';
import type { TestCloud } from './test-cloud';

type Messages = typeof messages;
type Message<Name extends keyof Messages> = InstanceType<Extract<Messages[Name], abstract new (...args: never) => unknown>>;
type PropertyKind = ReturnType<Message<'PropertyDiff'>['getKind']>;
type StructMessage = ReturnType<Message<'CheckRequest'>['getNews']>;

const values = (struct: StructMessage): Values => (struct ? (struct.toJavaScript() as Values) : {});
const struct = (object: Values): NonNullable<StructMessage> => Struct.fromJavaScript(object) as unknown as NonNullable<StructMessage>;

function asked(request: { getUrn(): string }): AskedResource {
  const urn = request.getUrn();
  const [, , types = '', name = ''] = urn.split('::');
  return { urn, type: types.split('$').at(-1) ?? '', name };
}

/** What a provider answers to each of the engine's requests. */
export function resourceProvider(provider: string, cloud: TestCloud): Readonly<Record<string, (request: never) => unknown>> {
  return {
    handshake: () => {
      const response = new messages.ProviderHandshakeResponse();
      // The engine lets nobody construct anything who does not take secrets. The programs with charts have none.
      response.setAcceptSecrets(cloud.programFolder !== undefined);
      return response;
    },
    getPluginInfo: () => {
      const info = new plugins.PluginInfo();
      info.setVersion(sdkVersion(provider));
      return info;
    },
    getSchema: () => {
      const response = new messages.GetSchemaResponse();
      const resources = Object.fromEntries((schemaTypes[provider] ?? []).map((type) => [type, { type: 'object' }]));
      response.setSchema(JSON.stringify({ name: provider, version: sdkVersion(provider), resources }));
      return response;
    },
    checkConfig: (request: Message<'CheckRequest'>) => {
      const response = new messages.CheckResponse();
      response.setInputs(request.getNews());
      return response;
    },
    diffConfig: () => {
      const response = new messages.DiffResponse();
      response.setChanges(messages.DiffResponse.DiffChanges.DIFF_NONE);
      return response;
    },
    configure: (request: Message<'ConfigureRequest'>) => {
      const { project } = values(request.getArgs());
      if (typeof project === 'string' && project !== unknownValue) cloud.project = project;
      const response = new messages.ConfigureResponse();
      response.setSupportspreview(true);
      return response;
    },
    check: (request: Message<'CheckRequest'>) => checked(request),
    diff: (request: Message<'DiffRequest'>) => difference(request, cloud),
    create: (request: Message<'CreateRequest'>) => {
      const { type } = asked(request);
      const inputs = values(request.getProperties());
      const response = new messages.CreateResponse();
      if (request.getPreview()) {
        response.setProperties(struct(previewedState(ruleOf(type), type, inputs, cloud)));
        return response;
      }
      const { id, state } = create(cloud, asked(request), inputs);
      response.setId(id);
      response.setProperties(struct(state));
      return response;
    },
    update: (request: Message<'UpdateRequest'>) => {
      const inputs = values(request.getNews());
      const id = request.getId();
      const response = new messages.UpdateResponse();
      const preview = (): Values => madeState(ruleOf(asked(request).type), inputs, id, cloud);
      response.setProperties(struct(request.getPreview() ? preview() : update(cloud, asked(request), id, inputs)));
      return response;
    },
    construct: (request: Message<'ConstructRequest'>) => constructChart(request, cloud),
    read: (request: Message<'ReadRequest'>) => read(request, cloud),
    delete: (request: Message<'DeleteRequest'>) => {
      remove(cloud, asked(request), request.getId());
      return new Empty();
    },
    invoke: (request: Message<'InvokeRequest'>) => {
      const response = new messages.InvokeResponse();
      response.setReturn(struct(invoked(request.getTok(), values(request.getArgs()))));
      return response;
    },
    cancel: () => new Empty(),
    attach: () => new Empty(),
    signalCancellation: () => new Empty(),
  };
}

function checked(request: Message<'CheckRequest'>): unknown {
  const { type, name } = asked(request);
  const rule = ruleOf(type);
  const said = { ...rule.defaults, ...values(request.getNews()) };
  const olds = values(request.getOlds());
  const seed = Buffer.from(request.getRandomseed_asU8()).toString('hex');
  const named = (): Values => {
    if (type.startsWith('kubernetes:')) return withName(said, olds, name, seed);
    const field = rule.autoNamed;
    if (field === undefined || (said as Values)[field] !== undefined) return said;
    return { ...said, [field]: olds[field] ?? `${name}-${shortHash(seed).slice(0, 7)}` };
  };
  const inputs = named();
  const response = new messages.CheckResponse();
  response.setInputs(struct(inputs));
  const shape = resourceShape(type);
  for (const complaint of shape ? checkInputs(inputs, shape) : []) {
    const failure = new messages.CheckFailure();
    failure.setReason(complaint);
    response.addFailures(failure);
  }
  return response;
}

function difference(request: Message<'DiffRequest'>, cloud: TestCloud): unknown {
  const { type, name } = asked(request);
  const rule = ruleOf(type);
  const news = values(request.getNews());
  const found = [...propertyDifferences(values(request.getOldInputs()), news)].filter(([path]) => !rule.writeOnly?.includes(path));
  const isReplacing = (path: string): boolean => rule.replacing.some((one) => path === one || path.startsWith(`${one}.`));
  const response = new messages.DiffResponse();
  // Its declaration calls an enumeration a number.
  const kinds = messages.PropertyDiff.Kind as unknown as Readonly<Record<`${Change}${'' | '_REPLACE'}`, PropertyKind>>;
  const { DIFF_SOME, DIFF_NONE } = messages.DiffResponse.DiffChanges;
  response.setChanges(found.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setHasdetaileddiff(true);
  for (const [path, change] of found) {
    const property = new messages.PropertyDiff();
    property.setKind(kinds[isReplacing(path) ? (`${change}_REPLACE` as const) : change]);
    property.setInputdiff(true);
    response.getDetaileddiffMap().set(path, property);
    const [first = path] = path.split(/[.[]/);
    response.addDiffs(first);
    if (isReplacing(path)) response.addReplaces(first);
  }
  // Both providers do so only where they know the name: Google's for the few types that it names itself.
  const isNamed = type.startsWith('kubernetes:') || rule.autoNamed !== undefined;
  const keepsId = rule.idOf(news, cloud, name) === request.getId();
  if (found.some(([path]) => isReplacing(path))) response.setDeletebeforereplace(isNamed && keepsId);
  return response;
}

function read(request: Message<'ReadRequest'>, cloud: TestCloud): unknown {
  const response = new messages.ReadResponse();
  const { type } = asked(request);
  const object = cloud.find(type, request.getId());
  if (!object) return response;
  const known = values(request.getInputs());
  const now = (name: string): unknown => {
    if (ruleOf(type).writeOnly?.includes(name)) return known[name];
    if (name !== 'metadata') return object.state[name];
    const { uid, resourceVersion, ...metadata } = object.state[name] as Values;
    return metadata;
  };
  const names = Object.keys(known).length > 0 ? Object.keys(known) : Object.keys(object.state);
  response.setId(request.getId());
  response.setProperties(struct(object.state));
  response.setInputs(struct(Object.fromEntries(names.map((name) => [name, now(name)]).filter(([, value]) => value !== undefined))));
  return response;
}

/** What `yaml.ConfigFile` asks the Kubernetes provider for; every other function gives back what it got. */
function invoked(token: string, args: Values): Values {
  if (token !== 'kubernetes:yaml:decode') return { ...args, id: 'of-a-test' };
  return { result: parseAllDocuments(String(args['text'])).map((document) => document.toJS() as unknown) };
}
