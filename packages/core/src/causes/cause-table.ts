import type { CauseRow } from './cause-row';
import { type DatabaseCause, databaseCauses } from './database-cause-table';
import { type IdentityCause, identityCauses } from './identity-cause-table';
import { type PodCause, podCauses } from './pod-cause-table';
import { type ProxyCause, proxyCauses } from './proxy-cause-table';

/** A phrase that stays the same across versions. */
export type CauseCode = PodCause | ProxyCause | IdentityCause | DatabaseCause;

/** The causes by what they are about. */
export const causeGroups: readonly { readonly about: string; readonly causes: Readonly<Partial<Record<CauseCode, CauseRow>>> }[] = [
  { about: 'The pod', causes: podCauses },
  { about: 'The proxy and its application', causes: proxyCauses },
  { about: 'The identity', causes: identityCauses },
  { about: 'The instance and its database', causes: databaseCauses },
];

/** Every reason that is known why an application does not reach its database. */
export const causeTable: Readonly<Record<CauseCode, CauseRow>> = { ...podCauses, ...proxyCauses, ...identityCauses, ...databaseCauses };
