import type { CertificateAuthority } from './certificates/certificate-authority';
import type { ClientCertificates } from './certificates/client-certificates';
import type { Clock } from './clock';
import type { EmulatorAddresses } from './emulator-addresses';
import type { EmulatorOptions } from './emulator-options';
import type { FaultSwitchboard } from './faults/fault-switchboard';
import type { AccessControl } from './iam/access-control';
import type { AccessTokens } from './iam/access-tokens';
import type { EventLog } from './log/event-log';
import type { RunFolder } from './run-folder/run-folder';
import type { EmulatorModel } from './spec/emulator-model';

/** Everything that the services of one emulator share. */
export interface EmulatorContext {
  readonly model: EmulatorModel;
  readonly options: EmulatorOptions;
  readonly log: EventLog;
  readonly faults: FaultSwitchboard;
  readonly clock: Clock;
  readonly access: AccessControl;
  readonly tokens: AccessTokens;
  /** Signs the certificates of instances and their clients. */
  readonly instanceAuthority: CertificateAuthority;
  /** Signs the certificates of the Google APIs. Apart from the other, so that a rotation of that one does not reach them. */
  readonly apiAuthority: CertificateAuthority;
  readonly clientCertificates: ClientCertificates;
  readonly folder: RunFolder;
  /** Aborted when the emulator is to stop before it has started. */
  readonly signal: AbortSignal;
  /** Ends the emulator for a reason. */
  fail(reason: string): void;
}

/** A service that runs. */
export interface RunningService {
  /** What is known of the emulator's addresses from it. */
  readonly addresses: Partial<EmulatorAddresses>;
  stop(): Promise<void>;
}

/** One of the emulator's services. */
export interface Service {
  readonly name: string;
  /** @param known the addresses of the services that have started before it */
  start(context: EmulatorContext, known: EmulatorAddresses): Promise<RunningService>;
}
