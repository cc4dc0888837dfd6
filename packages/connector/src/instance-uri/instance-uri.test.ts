import { describe, expect, it } from 'vitest';
import { ConnectorError } from '../errors/connector-error';
import { parseInstanceUri } from './instance-uri';

const primary = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';

describe('an instance URI', () => {
  it('gives its parts', () => {
    expect(parseInstanceUri(primary)).toEqual({
      text: primary,
      project: 'my-project',
      location: 'us-central1',
      cluster: 'shop',
      instance: 'primary',
      clusterName: 'projects/my-project/locations/us-central1/clusters/shop',
    });
  });

  it.each([
    ['my-project:us-central1:primary', 'it is a Cloud SQL connection name'],
    [`//alloydb.googleapis.com/${primary}`, 'the host of the API stands in front of it'],
    [`${primary}?port=5432`, 'a query follows it'],
    [` ${primary}`, 'there is white space around it'],
    [`${primary}/x`, '"x" follows the instance'],
    [primary.replace('us-central1', 'us-central1-a'), 'its location "us-central1-a" must be a region such as us-central1, not a zone'],
    ['projects/my-project/locations/us-central1/clusters/shop', 'it ends before "instances/"'],
    ['projects', 'nothing follows "projects"'],
    [`/${primary}`, '"" stands where "projects" belongs'],
    [undefined, 'it is not text'],
    [{}, 'it is not text'],
  ])('is refused with its reason: %j', (value, reason) => {
    expect(() => parseInstanceUri(value)).toThrow(ConnectorError);
    expect(() => parseInstanceUri(value)).toThrow(
      expect.objectContaining({
        code: 'instance-uri-invalid',
        kind: 'config',
        message: expect.stringContaining(`is not an instance URI: ${reason}. Write "projects/PROJECT/`),
      }),
    );
  });
});
