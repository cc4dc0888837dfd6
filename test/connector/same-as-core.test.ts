import { InstanceUri, roleTable } from '@alloydb-gke/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeExchangeRequest } from '../../packages/connector/src/dial/exchange-message';
import { permissionRoles } from '../../packages/connector/src/google-api/permission-role-table';
import { parseInstanceUri } from '../../packages/connector/src/instance-uri/instance-uri';
import { decodeExchangeRequest } from '../../packages/emulator/src/instance-listener/metadata-exchange';

const accepted = (read: () => unknown): boolean => {
  try {
    read();
    return true;
  } catch {
    return false;
  }
};

// Small alphabets and both sides of every limit, so that right and wrong are both frequent.
const segment = fc.oneof(
  fc.stringMatching(/^[a-z]([a-z0-9-]{0,62}[a-z0-9])?$/),
  fc.stringMatching(/^([a-z0-9.-]{1,8}:)?[a-z0-9-]{4,32}$/),
  fc.stringMatching(/^[a-z]{1,6}-[a-z]{1,6}[0-9]{0,2}(-[a-z])?$/),
  fc.constantFrom('', 'Projects', 'my-project', 'us-central1', 'shop', 'primary', ' ', '?', '/', 'ü'),
);
const uri = fc
  .tuple(segment, segment, segment, segment, fc.constantFrom('', '', '', '/', '/x', '?port=1', '\n'))
  .map(
    ([project, location, cluster, instance, rest]) =>
      `projects/${project}/locations/${location}/clusters/${cluster}/instances/${instance}${rest}`,
  );
const likely = fc
  .tuple(segment, fc.constantFrom('my-project', 'example.com:my-project'), fc.constantFrom('us-central1', 'europe-west12'), segment)
  .map(([cluster, project, location, instance]) => `projects/${project}/locations/${location}/clusters/${cluster}/instances/${instance}`);

describe('the connector stands alone, and', () => {
  it('takes exactly the instance URIs that core takes', () => {
    let right = 0;
    fc.assert(
      fc.property(fc.oneof(uri, likely, fc.string()), (text) => {
        const core = accepted(() => InstanceUri.parse(text));
        right += core ? 1 : 0;
        expect(accepted(() => parseInstanceUri(text))).toBe(core);
      }),
      { numRuns: 3000 },
    );
    expect(right).toBeGreaterThan(100);
  });

  it.each(permissionRoles)('grants for $permission the role that core grants', ({ permission, role }) => {
    expect(roleTable.find(({ name }) => name === role)?.permissions).toContain(permission);
  });

  it('writes the message of the metadata exchange as the emulator reads it, which the real connectors have proved', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ maxLength: 5000 }),
        fc.constantFrom('PASSWORD', 'IAM'),
        (userAgent, token, authType) => {
          const bytes = encodeExchangeRequest({ userAgent, token, authType });
          expect(bytes.readUInt32BE(0)).toBe(bytes.length - 4);
          expect(decodeExchangeRequest(bytes.subarray(4))).toEqual({
            userAgent,
            token,
            auth: authType === 'IAM' ? 'AUTO_IAM' : 'DB_NATIVE',
          });
        },
      ),
    );
  });
});
