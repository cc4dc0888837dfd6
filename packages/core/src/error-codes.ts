import { applicationEnvironmentCodes } from './application-environment/application-environment-codes';
import { applicationWorkloadCodes } from './application-workload/application-workload-codes';
import { connectionCodes } from './connection/connection-codes';
import { databaseJobsCodes } from './database-jobs/database-jobs-codes';
import type { ProblemRow } from './errors/problem-table';
import { identityCodes } from './identity/identity-codes';
import { inputCodes } from './input/input-codes';
import { instanceUriCodes } from './instance-uri/instance-uri-codes';
import { kubernetesCodes } from './kubernetes/kubernetes-codes';
import { networkEgressCodes } from './network-egress/network-egress-codes';
import { podInjectionCodes } from './pod-injection/pod-injection-codes';
import { proxyContainerCodes } from './proxy-container/proxy-container-codes';
import { proxyFlagsCodes } from './proxy-flags/proxy-flags-codes';
import { setupCommandsCodes } from './setup-commands/setup-commands-codes';

/** The problems of one kind of input. */
export interface ErrorCodeGroup {
  readonly about: string;
  readonly codes: Readonly<Record<string, ProblemRow>>;
}

/** Every problem that this package can report, in the order in which a reader meets them. No code is in two groups. */
export const errorCodes: readonly ErrorCodeGroup[] = [
  { about: 'Fields of any object', codes: inputCodes },
  { about: 'Labels and annotations', codes: kubernetesCodes },
  { about: 'The instance URI', codes: instanceUriCodes },
  { about: 'The identity', codes: identityCodes },
  { about: 'The connection', codes: connectionCodes },
  { about: 'The environment of the application', codes: applicationEnvironmentCodes },
  { about: "The proxy's container", codes: proxyContainerCodes },
  { about: 'Injection into a workload', codes: podInjectionCodes },
  { about: 'The application', codes: applicationWorkloadCodes },
  { about: 'The Jobs beside the proxy', codes: databaseJobsCodes },
  { about: 'The NetworkPolicy', codes: networkEgressCodes },
  { about: 'The setup commands', codes: setupCommandsCodes },
  { about: "The proxy's flags", codes: proxyFlagsCodes },
];
