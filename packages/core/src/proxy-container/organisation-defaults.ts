import type { ProxyPolicy } from './proxy-policy';

/**
 * What an organisation says once for all its services. Precedence, field by field: what the service says, then this, then the
 * library's defaults.
 *
 * @example
 * const acme: OrganisationDefaults = {
 *   image: { registry: 'europe-docker.pkg.dev/acme/mirror', version: '1.17.1', digest: 'sha256:…' },
 *   resources: { cpuRequest: '50m' },
 *   labels: { team: 'payments' },
 * };
 */
export interface OrganisationDefaults extends ProxyPolicy {
  /**
   * Labels of every object that the constructs make. Objects that exist already keep theirs.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}
