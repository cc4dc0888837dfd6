import { Connection, isJsonObject } from '@alloydb-gke/core';
import type { DatabaseSpec } from '@alloydb-gke/emulator';
import { objectIn } from '../pod-plan/json-fields';
import type { PulumiResource } from './pulumi-resource';
import type { PulumiValues } from './pulumi-values';

const accessType = 'alloydb-gke:index:DatabaseAccess';
const userType = 'gcp:alloydb/user:User';

/** A connection document that a plan holds, and the resource that holds it. */
export interface FoundConnection {
  readonly connection: Connection;
  readonly holder: PulumiResource;
}

/** The connection documents of a plan: what a proxy takes, what an access gives, and what a stack exports. */
export function connectionsOfPlan(values: PulumiValues): readonly FoundConnection[] {
  const found = values.plan.resources.flatMap((holder) => {
    const isStack = holder.type === 'pulumi:pulumi:Stack';
    const said = isStack ? Object.values(holder.outputs) : [holder.inputs['connection'], holder.outputs['connection']];
    return said.flatMap((document) => {
      const connection = isStack || holder.type.startsWith('alloydb-gke:') ? connectionIn(document) : undefined;
      return connection ? [{ connection, holder }] : [];
    });
  });
  return [...new Map(found.map((one) => [JSON.stringify(one.connection), one])).values()];
}

/** A document with a value that is not known is none yet. */
function connectionIn(document: unknown): Connection | undefined {
  if (!isJsonObject(document) || !('instances' in document) || !('databaseName' in document)) return undefined;
  try {
    return Connection.parse(document);
  } catch {
    return undefined;
  }
}

/** The databases that accesses name, by their cluster, with what the user of each may do. */
export function databasesOfAccesses(
  values: PulumiValues,
): readonly { readonly cluster: string; readonly databases: Record<string, DatabaseSpec> }[] {
  return values.ofType(accessType).flatMap((access) => {
    const name = values.text(access, 'databaseName');
    const user = values.ofType(userType).find(({ parent }) => parent === access.urn);
    const cluster = (user && values.clusterOf(user)) ?? textOf(objectIn(access.inputs['cluster'])['clusterName']);
    const to = user && (values.text(user, 'userId') ?? values.emailFrom(user, 'userId')?.replace(/\.gserviceaccount\.com$/, ''));
    if (name === undefined || cluster === undefined || to === undefined) return [];
    return [{ cluster, databases: { [name]: { grants: [{ to, privileges: ['USAGE', 'CREATE'], on: 'SCHEMA public' }] } } }];
  });
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value.startsWith('projects/') ? value : undefined);
