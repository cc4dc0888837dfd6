import {
  type ApplicationWorkload,
  applicationWorkloadFields,
  type Connection,
  type FieldsOf,
  type OrganisationDefaults,
  ProblemList,
  readApplicationProxy,
  readApplicationWorkload,
  readBoolean,
  readConnectionObject,
  readFields,
} from '@alloydb-gke/core';
import type { AlloyDBApplicationProps, ApplicationProxyOptions } from './alloydb-application';
import { throwIfAny } from './construct-error';
import { readDefaults } from './read-identity-props';

/** The fields of an application, with what each means. */
const applicationFields: FieldsOf<AlloyDBApplicationProps> = {
  connection: { meaning: 'a Connection, made with Connection.of({ … }) or Connection.parse(document)', required: true },
  ...applicationWorkloadFields,
  proxy: { meaning: 'options of the proxy' },
  adoptServiceAccount: { meaning: 'true or false' },
  defaults: { meaning: 'what the organisation says' },
};

/** An application with everything read. */
export interface ApplicationPlan extends ApplicationWorkload {
  readonly connection: Connection;
  readonly proxy: ApplicationProxyOptions;
  readonly adoptServiceAccount: boolean;
  readonly defaults: OrganisationDefaults | undefined;
}

/**
 * Reads the properties of an application. Those of its proxy are read by the proxy.
 *
 * @throws ConstructError with every problem at once
 */
export function readApplication(props: unknown, path: string): ApplicationPlan {
  const problems = new ProblemList();
  const fields = readFields(props, path, applicationFields, problems) ?? {};
  const plan = {
    connection: readConnectionObject(fields['connection'], `${path}.connection`, problems),
    ...readApplicationWorkload(fields, path, problems),
    proxy: readApplicationProxy(fields['proxy'], `${path}.proxy`, problems),
    adoptServiceAccount: readBoolean(fields['adoptServiceAccount'], `${path}.adoptServiceAccount`, problems) ?? false,
    defaults: readDefaults(fields['defaults'], `${path}.defaults`, problems),
  };
  throwIfAny(problems.all);
  return plan as ApplicationPlan;
}
