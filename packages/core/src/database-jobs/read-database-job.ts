import type { Connection } from '../connection/connection';
import { readConnectionObject } from '../connection/read-connection-object';
import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readFields, readText } from '../input/read-fields';
import { isDnsLabel } from '../kubernetes/object-name';
import { readLabels } from '../kubernetes/read-labels';
import { type FieldsOf, organisationFields } from '../proxy-container/option-fields';
import type { OrganisationDefaults } from '../proxy-container/organisation-defaults';
import type { DatabaseJobOptions } from './database-job-options';
import { problem } from './database-jobs-codes';
import { defaultClientImage } from './psql-container';

/** The fields of every Job, with what each means. */
export const databaseJobFields: FieldsOf<DatabaseJobOptions> = {
  name: { meaning: 'what the name of the Job starts with', required: true },
  connection: { meaning: 'a Connection, made with Connection.of({ … }) or Connection.parse(document)', required: true },
  clientImage: { meaning: 'an image with psql in it' },
  run: { meaning: 'any text: another one runs the Job again' },
  defaults: { meaning: 'what the organisation says' },
};

/** What every Job is made of. */
export interface DatabaseJobPlan {
  /** Where in the options of the user the Job is said. */
  readonly path: string;
  readonly name: string;
  readonly connection: Connection;
  readonly clientImage: string;
  readonly run: string | undefined;
  readonly defaults: OrganisationDefaults;
}

/** Reads what every Job has. It is usable only if no problem was gathered. */
export function readDatabaseJob(
  fields: Readonly<Record<string, unknown>>,
  path: string,
  problems: ProblemList,
): Omit<DatabaseJobPlan, 'connection'> & { readonly connection: Connection | undefined } {
  const name = readText(fields['name'], `${path}.name`, problems);
  if (name !== undefined && !isDnsLabel(name)) problems.add(problem('job-name', `${path}.name`, { value: quote(name) }));
  const defaults = fields['defaults'] === undefined ? {} : readFields(fields['defaults'], `${path}.defaults`, organisationFields, problems);
  readLabels(defaults?.['labels'], `${path}.defaults.labels`, problems);
  return {
    path,
    name: name ?? '',
    connection: readConnectionObject(fields['connection'], `${path}.connection`, problems),
    clientImage: readText(fields['clientImage'], `${path}.clientImage`, problems) ?? defaultClientImage,
    run: readText(fields['run'], `${path}.run`, problems),
    defaults: defaults ?? {},
  };
}
