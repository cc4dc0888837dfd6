import { type ProblemFactory, problemFactory } from '../errors/problem-table';

/** What can be wrong with an instance URI. */
export const instanceUriCodes = {
  'instance-uri-not-text': {
    message: '{value} is not an instance URI.',
    repair: 'Write it as text: "projects/my-project/locations/us-central1/clusters/my-cluster/instances/my-primary".',
  },
  'instance-uri-part-not-text': {
    message: 'The {part} of an instance URI is missing: {value} is not text.',
    repair: 'Set it to {rule}.',
  },
  'cloud-sql-connection-name': {
    message: '{value} is a Cloud SQL connection name, not an AlloyDB instance URI.',
    repair:
      'Write "projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE". "gcloud alloydb instances describe INSTANCE --cluster=CLUSTER --region=REGION --format=\'value(name)\'" prints it.',
  },
  'instance-uri-with-host': {
    message: '{value} is the full resource name of an instance, with the host of the API in front.',
    repair: 'Leave the host out and start with "projects/".',
  },
  'instance-uri-with-query': {
    message: '{value} has a query behind the instance URI.',
    repair: 'Leave the "?" and what follows out. Ports, IP type and auth mode are options of their own.',
  },
  'instance-uri-with-space': {
    message: '{value} has white space around the instance URI.',
    repair: 'Remove the white space.',
  },
  'instance-uri-shape': {
    message: '{value} is not an instance URI: {place}.',
    repair: 'Write "projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE" and nothing around it.',
  },
  'instance-uri-part': {
    message: '{value} is not an instance URI: its {part} {segment} must be {rule}.',
    repair: 'Correct the {part}, or copy the name that "gcloud alloydb instances list --format=\'value(name)\'" prints.',
  },
} as const;

export const problem: ProblemFactory<typeof instanceUriCodes> = problemFactory(instanceUriCodes);
