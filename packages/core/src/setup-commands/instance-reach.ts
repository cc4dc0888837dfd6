import type { ConnectionInstance } from '../connection/read-instances';
import { commandLine } from './command-line';
import type { SetupPlan } from './setup-plan';
import type { SetupStep } from './setup-step';
import { shellQuote } from './shell-quote';

interface Reach {
  readonly title: string;
  readonly why: string;
  readonly check: (instance: ConnectionInstance) => string;
}

/**
 * What an address type other than the default asks of an instance and of the network. Nothing is changed: a public IP is for
 * the owner of the instance to decide, and an endpoint needs a subnet that nobody here knows.
 * Source: https://cloud.google.com/alloydb/docs/connect-public-ip,
 * https://cloud.google.com/alloydb/docs/configure-private-service-connect
 */
const reachOf: Readonly<Record<'PUBLIC' | 'PSC', Reach>> = {
  PUBLIC: {
    title: 'See that the instances have a public IP',
    why: 'The connection asks for it. Without one the first connection fails with "instance does not have IP of type PUBLIC". The proxy needs no authorised networks.',
    check: (instance) => {
      const update = commandLine(
        ...['gcloud', 'alloydb', 'instances', 'update', ...placeOf(instance), '--assign-inbound-public-ip=ASSIGN_IPV4'],
      );
      return stopIfEmpty(
        `public_ip=$(${describe(instance, 'value(publicIpAddress)')})`,
        'public_ip',
        `The instance ${instance.uri.instance} has no public IP. This gives it one:\n${update}`,
      );
    },
  },
  PSC: {
    title: 'See that the instances have Private Service Connect',
    why: 'The VPC network of the GKE cluster needs an endpoint for the service attachment of each instance, and a private DNS record that leads from the DNS name of the instance to the address of the endpoint. Both are yours to make, and are not checked: https://cloud.google.com/alloydb/docs/configure-private-service-connect',
    check: (instance) => {
      const name = instance.uri.instance;
      const read = `dns_name=$(${describe(instance, 'value(pscInstanceConfig.pscDnsName)')})`;
      const missing = `The instance ${name} has no Private Service Connect. A cluster gets it when it is made, with --enable-private-service-connect.`;
      const attachment = describe(instance, 'value(pscInstanceConfig.serviceAttachmentLink)');
      return `${stopIfEmpty(read, 'dns_name', missing)}
service_attachment=$(${attachment})
printf '%s\\n' ${shellQuote(`${name} needs`)} "  an endpoint for $service_attachment" "  a DNS record for $dns_name"`;
    },
  },
};

/** Looks whether the instances can be reached in the way that the connection asks for. */
export function instanceReach({ connection }: SetupPlan): readonly SetupStep[] {
  return (['PUBLIC', 'PSC'] as const).flatMap((ipType) => {
    const instances = connection.instances.filter((instance) => instance.ipType === ipType);
    const { title, why, check } = reachOf[ipType];
    return instances.length === 0 ? [] : [{ title, why, commands: instances.map(check) }];
  });
}

function stopIfEmpty(read: string, variable: string, message: string): string {
  return `${read}\nif [ -z "$${variable}" ]; then\n  printf '%s\\n' ${shellQuote(message)} >&2\n  exit 1\nfi`;
}

function describe(instance: ConnectionInstance, format: string): string {
  return commandLine('gcloud', 'alloydb', 'instances', 'describe', ...placeOf(instance), `--format=${format}`);
}

function placeOf({ uri }: ConnectionInstance): readonly string[] {
  return [uri.instance, `--cluster=${uri.cluster}`, `--region=${uri.location}`, `--project=${uri.project}`];
}
