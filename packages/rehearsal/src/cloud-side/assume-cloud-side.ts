import { specForConnection } from '@alloydb-gke/emulator';
import type { ManifestSet } from '../manifests/manifest-set';
import { type PlannedPods, planPods } from '../pod-plan/plan-pods';
import { problem } from '../rehearsal-codes';
import { RehearsalError } from '../rehearsal-error';
import { withAccountsOf } from './accounts-of-manifests';
import { assumedConnections, assumedUser } from './assumed-connection';
import { assumedSecrets } from './assumed-secrets';
import { assumptionsOf } from './assumption-sentences';
import { checkedSpec } from './checked-spec';
import type { Assumption, CloudSide } from './cloud-side';
import { mergeSpecs } from './merge-specs';
import { newPassword } from './new-password';
import { proxyUses } from './pod-logins';

/** What a database is called, and who logs in to it, where no manifest says it. */
const unnamed = { user: 'app', database: 'postgres' };

/**
 * The cloud side that follows from the manifests, for want of a declared one: instances, identities and roles from the proxies'
 * arguments and the Kubernetes service accounts, users and databases from the application's variables. What the manifests get
 * wrong stays wrong. Pods have to be planned again, with the Secrets that are assumed.
 *
 * @throws RehearsalError if no proxy names an instance that could be assumed
 */
export function assumeCloudSide(set: ManifestSet, { pods }: Pick<PlannedPods, 'pods'>): CloudSide {
  const names = { ...unnamed, password: newPassword() };
  const userOf = (pod: PlannedPods['pods'][number]): string => assumedUser(proxyUses(pod)[0], set, names);
  const secrets = assumedSecrets(set, pods, { password: names.password, database: names.database, userOf });
  const whole = { objects: [...set.objects, ...secrets.manifests] };
  const uses = planPods(whole).pods.flatMap(proxyUses);
  const assumed = uses.flatMap((use) => assumedConnections(use, set, names));
  if (assumed.length === 0) throw new RehearsalError(problem('nothing-to-assume', 'manifests', {}));
  const passwords: Record<string, string> = {};
  const specs = assumed.map(({ connection, password }) => {
    if (password === undefined) return specForConnection(connection);
    passwords[connection.databaseUser] ??= password;
    return specForConnection(connection, { password: passwords[connection.databaseUser] ?? password });
  });
  const spec = withAccountsOf(mergeSpecs(specs), set, pods);
  return {
    spec: checkedSpec(spec, 'assumed from the manifests:'),
    source: 'assumed from the manifests',
    assumptions: distinct([...assumed.flatMap(({ connection }) => assumptionsOf(connection, set)), ...secrets.assumptions]),
    manifests: secrets.manifests,
    passwords,
  };
}

function distinct(assumptions: readonly Assumption[]): readonly Assumption[] {
  return [...new Map(assumptions.map((assumption) => [assumption.text, assumption])).values()];
}
