import { describe, expect, it } from 'vitest';
import { parseInstanceUri } from '../instance-uri/instance-uri';
import { loginRefusal } from './login-refusal';

const uri = parseInstanceUri('projects/my-project/locations/us-central1/clusters/shop/instances/primary');

function errorOf(code: string, message: string): Buffer {
  const content = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.from([69, 0, 0, 0, 0]);
  head.writeUInt32BE(content.length + 4, 1);
  return Buffer.concat([head, content]);
}

describe('the first message of the database', () => {
  it('is explained where it refuses an IAM login', () => {
    expect(loginRefusal(errorOf('28000', 'AlloyDB IAM user authentication failed for user "orders@my-project.iam"'), uri)).toMatchObject({
      code: 'iam-login-refused',
      kind: 'login',
      message: expect.stringContaining(
        'The database does not let "orders@my-project.iam" in with IAM authentication: AlloyDB IAM user authentication failed for user "orders@my-project.iam". Check in this order: that the database flag alloydb.iam_authentication',
      ),
      cause: { code: '28000' },
    });
  });

  it.each([
    ['another error', errorOf('53300', 'too many connections')],
    ['that all is well', Buffer.from([82, 0, 0, 0, 8, 0, 0, 0, 0])],
    ['a piece of a message', Buffer.from([69, 0])],
    ['nothing', Buffer.alloc(0)],
  ])('is left to the driver where it is %s', (_, bytes) => {
    expect(loginRefusal(bytes, uri)).toBeUndefined();
  });
});
