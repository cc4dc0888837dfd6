import { adminApiService } from './admin-api/admin-api-service';
import { CertificateAuthority } from './certificates/certificate-authority';
import { ClientCertificates } from './certificates/client-certificates';
import { clientEnvironmentService } from './client-environment/client-environment-service';
import { Clock } from './clock';
import type { EmulatorAddresses } from './emulator-addresses';
import { EmulatorError } from './emulator-error';
import type { EmulatorOptions } from './emulator-options';
import { endInTurn } from './end-all';
import { FaultSwitchboard } from './faults/fault-switchboard';
import { httpsFront } from './https-front/https-front';
import { AccessControl } from './iam/access-control';
import { AccessTokens } from './iam/access-tokens';
import { TokenText } from './iam/token-text';
import { instanceListenerService } from './instance-listener/instance-listener-service';
import { EventLog } from './log/event-log';
import { metadataService } from './metadata-server/metadata-server';
import { postgresService } from './postgres/postgres-service';
import { removeLeftovers } from './run-folder/remove-leftovers';
import { makeRunFolder } from './run-folder/run-folder';
import { possibleFolders, temporaryFolder } from './run-folder/temporary-folder';
import type { RunningEmulator } from './running-emulator';
import type { EmulatorContext, RunningService, Service } from './service';
import type { EmulatorSpec } from './spec/emulator-spec';
import { readEmulatorSpec } from './spec/read-emulator-spec';
import { problem } from './start-codes';
import { StartedEmulator } from './started-emulator';
import { tokenService } from './token-service/token-service';

/**
 * The services in the order in which they start; they stop in the reverse order. The listeners come first, for a taken
 * address shows at once, and go last: when PostgreSQL stops, its clients are told so through them.
 */
const services: readonly Service[] = [
  instanceListenerService,
  postgresService,
  metadataService,
  tokenService,
  adminApiService,
  httpsFront,
  clientEnvironmentService,
];

const noAddresses: EmulatorAddresses = {
  adminApi: '',
  adminApiGrpc: undefined,
  tokenService: '',
  metadataServers: {},
  httpsFront: '',
  certificateAuthorityFile: '',
  clientHome: '',
  clientScripts: {},
  plainScript: '',
  instances: {},
};

/**
 * Starts an AlloyDB on this machine. Needs PostgreSQL 14 or newer, and no privileges.
 *
 * @throws ModelError with every mistake of the spec at once
 * @throws EmulatorError if the machine does not allow it, with what to do
 * @example
 * await using emulator = await startEmulator(spec);
 * const proxy = spawn('alloydb-auth-proxy', [primaryUri], { env: { ...process.env, ...emulator.environment('shop/orders') } });
 */
export async function startEmulator(spec: EmulatorSpec, options: EmulatorOptions = {}): Promise<RunningEmulator> {
  const model = readEmulatorSpec(spec);
  const log = new EventLog();
  const clock = new Clock();
  const parent = options.temporaryFolder ?? (await temporaryFolder());
  for (const possible of possibleFolders(parent)) await removeLeftovers(possible, log);
  const folder = await makeRunFolder(parent);
  const failures = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, failures.signal]) : failures.signal;
  const context: EmulatorContext = {
    model,
    options,
    log,
    clock,
    folder,
    signal,
    faults: new FaultSwitchboard(log),
    access: new AccessControl(model),
    tokens: new AccessTokens(clock, new TokenText(model)),
    instanceAuthority: new CertificateAuthority(clock),
    apiAuthority: new CertificateAuthority(clock),
    clientCertificates: new ClientCertificates(),
    fail: (reason) => failures.abort(reason),
  };
  const running: RunningService[] = [];
  const stop = async (): Promise<void> => {
    const ends = running.splice(0).reverse();
    await endInTurn([...ends.map((service) => () => service.stop()), () => folder.remove()]);
    log.record('stopped', 'emulator', {});
  };
  try {
    const certificateAuthorityFile = await folder.write('google-apis.pem', context.apiAuthority.rootCertificate);
    let addresses: EmulatorAddresses = { ...noAddresses, certificateAuthorityFile };
    for (const service of services) {
      signal.throwIfAborted();
      const started = await service.start(context, addresses);
      running.push(started);
      addresses = { ...addresses, ...started.addresses };
    }
    noticeUnevaluated(context);
    log.record('started', 'emulator', {});
    return new StartedEmulator(context, addresses, stop);
  } catch (error) {
    await stop().catch(() => {}); // What went wrong first is what the user has to know.
    throw options.signal?.aborted ? new EmulatorError(problem('aborted', 'start', {})) : error;
  }
}

function noticeUnevaluated({ access, log }: EmulatorContext): void {
  for (const { role, member } of access.unevaluatedMembers) log.record('member-not-evaluated', role, { role, member });
  for (const { role, condition } of access.conditionalBindings) {
    log.record('condition-not-evaluated', role, { role, condition: condition?.title ?? condition?.expression ?? '' });
  }
}
