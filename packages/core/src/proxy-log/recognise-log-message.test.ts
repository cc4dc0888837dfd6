import { describe, expect, it } from 'vitest';
import { logMessageTable } from './log-message-table';
import { recogniseLogMessage } from './recognise-log-message';

const failed = '2026/01/31 12:00:00 [proj.us-central1.c.primary] failed to connect to instance: ';
const at = '(instance URI = "proj.us-central1.c.primary"): ';

// The real program says these in test/emulator; here stand those in which a special row could be taken for a general one.
const known: readonly (readonly [string, string])[] = [
  [`${failed}EOF`, 'metadata-exchange-closed'],
  [`${failed}context deadline exceeded`, 'admin-api-timed-out'],
  [`${failed}read tcp 127.0.0.1:55080->127.0.0.17:5433: i/o timeout`, 'metadata-exchange-silent'],
  [`${failed}dial error: handshake failed ${at}context deadline exceeded`, 'tls-silent'],
  [`${failed}dial error: failed to dial ${at}dial tcp 127.0.0.98:5433: i/o timeout`, 'instance-timed-out'],
  [`${failed}dial error: failed to dial ${at}dial tcp: lookup NAME on RESOLVER:53: no such host`, 'instance-name-not-found'],
  [`${failed}dial error: failed to dial ${at}dial tcp: address NAME: no suitable address found`, 'instance-name-not-found'],
  [`${failed}request had invalid credentials`, 'metadata-exchange-refused'],
  [
    `${failed}failed to get instance IP address: refresh error: failed to get instance metadata ${at}Get "https://x": credentials: cannot fetch token: compute: Received 403 \`Unable to generate access token; IAM returned 403 Forbidden: Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).\``,
    'metadata-server-forbidden',
  ],
];

describe('the log of the Auth Proxy', () => {
  it.each(known)('%s', (entry, code) => {
    expect(recogniseLogMessage(entry)?.code).toBe(code);
  });

  it('is recognised in structured entries as well', () => {
    expect(recogniseLogMessage(JSON.stringify({ severity: 'ERROR', message: `${failed}EOF` }))?.code).toBe('metadata-exchange-closed');
  });

  it('means nothing bad where it says nothing bad', () => {
    expect(recogniseLogMessage('The proxy has started successfully and is ready for new connections!')).toBeUndefined();
    expect(recogniseLogMessage('[proj.us-central1.c.primary] accepted connection from 127.0.0.1:56628')).toBeUndefined();
  });

  it('has one row for each code, with whole sentences', () => {
    expect(new Set(logMessageTable.map(({ code }) => code)).size).toBe(logMessageTable.length);
    for (const { cause, repair } of logMessageTable) {
      expect(cause).toMatch(/^[A-Z].*\.$/);
      expect(repair).toMatch(/^[A-Z].*\.$/);
    }
  });
});
