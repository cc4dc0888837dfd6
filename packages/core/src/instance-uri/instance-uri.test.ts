import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelError } from '../errors/model-error';
import { InstanceUri, type InstanceUriFields } from './instance-uri';

const primary = 'projects/my-project/locations/us-central1/clusters/my-alloydb-cluster/instances/my-primary';

const messageOf = (value: string): string => {
  try {
    InstanceUri.parse(value);
  } catch (error) {
    if (error instanceof ModelError) return error.message;
  }
  throw new Error(`${value} was accepted`);
};

const id = fc.stringMatching(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/);
const fields = fc.record({
  project: fc.stringMatching(/^([a-z0-9]([a-z0-9.-]{0,10}[a-z0-9])?:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/),
  location: fc.stringMatching(/^[a-z]{2,12}-[a-z]{4,12}[1-9][0-9]?$/),
  cluster: id,
  instance: id,
});

describe('an instance URI', () => {
  it('gives its parts', () => {
    expect({ ...InstanceUri.parse(primary) }).toEqual({
      project: 'my-project',
      location: 'us-central1',
      cluster: 'my-alloydb-cluster',
      instance: 'my-primary',
    });
  });

  it('round-trips for all legal parts', () => {
    fc.assert(
      fc.property(fields, (parts) => {
        const uri = InstanceUri.of(parts);
        expect({ ...uri }).toEqual(parts);
        expect(InstanceUri.parse(uri.toString()).equals(uri)).toBe(true);
      }),
    );
  });

  it('names a sibling in the same cluster', () => {
    expect(InstanceUri.parse(primary).sibling('my-read-pool').toString()).toBe(primary.replace('my-primary', 'my-read-pool'));
  });

  it('accepts a project scoped to a domain', () => {
    expect(InstanceUri.parse(primary.replace('my-project', 'example.com:my-project')).project).toBe('example.com:my-project');
  });

  it('throws nothing but its own error, for any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => primary + text),
          fc.string().map((text) => text + primary),
        ),
        (text) => {
          try {
            expect(InstanceUri.parse(text).toString()).toBe(text);
          } catch (error) {
            expect(error).toBeInstanceOf(ModelError);
          }
        },
      ),
    );
  });
});

describe('what is not an instance URI', () => {
  it('says that a Cloud SQL connection name is one', () => {
    expect(messageOf('my-project:us-central1:my-primary')).toBe(
      'instanceUri: "my-project:us-central1:my-primary" is a Cloud SQL connection name, not an AlloyDB instance URI. ' +
        'Write "projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE". ' +
        '"gcloud alloydb instances describe INSTANCE --cluster=CLUSTER --region=REGION --format=\'value(name)\'" prints it.',
    );
  });

  it('tells a zone from a region', () => {
    expect(messageOf(primary.replace('us-central1', 'us-central1-a'))).toContain(
      'its location "us-central1-a" must be a region such as us-central1, not a zone.',
    );
  });

  it('reports all wrong parts at once', () => {
    expect(messageOf('projects/X/locations/here/clusters/c/instances/i-')).toMatch(/^3 problems:\n.*project.*\n.*location.*\n.*instance/);
  });

  it('says which part is missing', () => {
    const rule = '1 to 63 lower-case letters, digits and hyphens, starting with a letter and not ending with a hyphen';
    expect(() => InstanceUri.parse(primary).sibling(undefined as unknown as string)).toThrow(
      expect.objectContaining({
        message: `instance: The instance of an instance URI is missing: undefined is not text. Set it to ${rule}.`,
      }),
    );
    expect(() => InstanceUri.of({ project: 'my-project', location: 'us-central1' } as InstanceUriFields)).toThrow(
      expect.objectContaining({
        message:
          '2 problems:\n' +
          `  - instanceUri: The cluster of an instance URI is missing: undefined is not text. Set it to ${rule}.\n` +
          `  - instanceUri: The instance of an instance URI is missing: undefined is not text. Set it to ${rule}.`,
      }),
    );
    expect(() => InstanceUri.of(null as unknown as InstanceUriFields)).toThrow(ModelError);
  });

  it.each([
    'host=127.0.0.1 password=hunter2',
    'projects/my-project/password=x/hunter2',
    'projects/password=x/locations/hunter2/clusters/c/instances/i',
    'postgres://orders:hunter2@db/shop',
    'orders:hunter2@db:5432/shop',
  ])('does not repeat a password: %s', (value) => {
    expect(messageOf(value)).not.toContain('hunter2');
  });

  it('may have a word such as "key" in it', () => {
    const uri = 'projects/passkey.com:token-project/locations/us-central1/clusters/secret/instances/key';
    expect(InstanceUri.parse(uri).toString()).toBe(uri);
  });

  it.each([
    [`//alloydb.googleapis.com/${primary}`, 'host of the API in front'],
    [`https://alloydb.googleapis.com/v1/${primary}`, 'host of the API in front'],
    [`${primary}?port=5432`, 'has a query behind'],
    [`${primary}\n`, 'white space'],
    [`${primary}/`, '"" follows the instance'],
    [`junk/${primary}`, '"junk" stands where "projects" belongs'],
    ['projects/my-project/locations/us-central1/clusters/my-cluster', 'it ends before "instances/"'],
    ['', '"" stands where "projects" belongs'],
    ['projects', 'nothing follows "projects"'],
  ])('says what is wrong with %j', (value, expected) => {
    expect(messageOf(value)).toContain(expected);
  });

  it.each([
    [
      undefined as unknown as string,
      'instanceUri: undefined is not an instance URI. Write it as text: "projects/my-project/locations/us-central1/clusters/my-cluster/instances/my-primary".',
    ],
    [
      `//alloydb.googleapis.com/${primary}`,
      `instanceUri: "//alloydb.googleapis.com/${primary}" is the full resource name of an instance, with the host of the API in front. Leave the host out and start with "projects/".`,
    ],
    [
      `${primary}?port=5432`,
      `instanceUri: "${primary}?port=5432" has a query behind the instance URI. Leave the "?" and what follows out. Ports, IP type and auth mode are options of their own.`,
    ],
    [` ${primary}`, `instanceUri: " ${primary}" has white space around the instance URI. Remove the white space.`],
    [
      `/${primary}`,
      `instanceUri: "/${primary}" is not an instance URI: "" stands where "projects" belongs. Write "projects/PROJECT/locations/REGION/clusters/CLUSTER/instances/INSTANCE" and nothing around it.`,
    ],
    [
      primary.replace('my-primary', 'My_Primary'),
      `instanceUri: "${primary.replace('my-primary', 'My_Primary')}" is not an instance URI: its instance "My_Primary" must be 1 to 63 lower-case letters, digits and hyphens, ` +
        'starting with a letter and not ending with a hyphen. Correct the instance, or copy the name that "gcloud alloydb instances list --format=\'value(name)\'" prints.',
    ],
  ])('says what is wrong and what to do, in whole: %#', (value, message) => {
    expect(messageOf(value)).toBe(message);
  });
});
