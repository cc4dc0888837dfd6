import { join } from 'node:path';
import { socketNumber } from './postgres/server-configuration';
import { type EmulatorModel, type Instance, instancesOf } from './spec/emulator-model';

/** Every instance of every cluster. */
export function allInstances(model: EmulatorModel): readonly Instance[] {
  return model.clusters.flatMap(instancesOf);
}

/** The name of the folder of an instance's PostgreSQL. Short, for the path of a socket may not be long. */
export function postgresFolderName(model: EmulatorModel, uri: string): string {
  return `postgres-${allInstances(model).findIndex((instance) => instance.uri.toString() === uri)}`;
}

/** The socket of an instance's PostgreSQL. */
export function postgresSocket(runFolder: string, model: EmulatorModel, uri: string): string {
  return join(runFolder, postgresFolderName(model, uri), `.s.PGSQL.${socketNumber}`);
}
