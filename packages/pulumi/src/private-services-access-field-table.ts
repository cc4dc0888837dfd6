import { type ArgsTable, anything } from './known-fields';
import type { PrivateServicesAccessArgs, PrivateServicesAccessReference, PrivateServicesRangeArgs } from './private-services-access-args';

const network = { required: 'as in "projects/PROJECT/global/networks/NETWORK"' } as const;

/** The fields of a reserved range. */
export const servicesRangeFields: ArgsTable<PrivateServicesRangeArgs> = {
  name: anything,
  prefixLength: anything,
  address: anything,
  project: anything,
  description: anything,
  labels: anything,
};

/** The fields of the access of a network that is taken. */
export const servicesReferenceFields: ArgsTable<PrivateServicesAccessReference> = { network, connection: anything };

/** The fields of the access of a network. */
export const servicesAccessFields: ArgsTable<PrivateServicesAccessArgs> = {
  network,
  range: { fields: servicesRangeFields },
  existingRanges: anything,
  existingConnection: anything,
  replaceRanges: anything,
  abandonConnection: anything,
  deletionProtection: anything,
};
