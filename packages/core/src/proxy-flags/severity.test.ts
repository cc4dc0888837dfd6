import { describe, expect, it } from 'vitest';
import { proxyFlagsCodes } from './proxy-flags-codes';
import { severityOf } from './severity';

describe('the severity of a problem', () => {
  it.each(Object.entries(proxyFlagsCodes))(
    'of %s has a reason, in a sentence, exactly if we are stricter than the Auth Proxy',
    (code, row) => {
      const severity = severityOf({ code });
      expect(severity.kind).toBe(row.severity);
      if (severity.kind === 'stricter') expect(severity.reason).toMatch(/^[A-Z].*\.$/);
      expect('reason' in row).toBe(row.severity === 'stricter');
    },
  );

  it('of a code from elsewhere is that of an instance URI', () => {
    expect(severityOf({ code: 'toString' })).toMatchObject({ kind: 'stricter' });
  });
});
