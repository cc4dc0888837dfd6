import { describe, expect, it } from 'vitest';
import { Clock } from '../clock';
import { AccessTokens, cloudPlatformScope } from './access-tokens';
import { serviceAccountPrincipal } from './principal';
import { TokenText } from './token-text';

const orders = serviceAccountPrincipal('orders@my-project.iam.gserviceaccount.com');

/** The tokens of an emulator that has just started. */
function tokens(project = 'my-project', clock = new Clock()): AccessTokens {
  return new AccessTokens(clock, new TokenText({ projects: new Map([[project, undefined as never]]), clusters: [] }));
}

describe('access tokens', () => {
  it('say whose they are and what for, also after a restart', () => {
    const { text, expiresAt } = tokens().issue(orders, [cloudPlatformScope], 60);
    expect(tokens().find(text)).toEqual({ text, principal: orders, scopes: [cloudPlatformScope], expiresAt, expired: false });
  });

  it('are worth nothing in another cloud, or when somebody changed them', () => {
    const { text } = tokens().issue(orders, [cloudPlatformScope], 60);
    expect(tokens('other-project').find(text)).toBeUndefined();
    expect(tokens().find(text.replace('emulator-', 'emulator-A'))).toBeUndefined();
    expect(tokens().find('ya29.anything')).toBeUndefined();
  });

  it('expire with their time, and all at once when they are told to', () => {
    const clock = new Clock();
    const mine = tokens('my-project', clock);
    const earlier = tokens().issue(orders, [], 60).text;
    const { text } = mine.issue(orders, [], 60);
    mine.expireAll();
    const after = mine.issue(orders, [], 60).text;
    expect([earlier, text, after].map((one) => mine.find(one)?.expired)).toEqual([true, true, false]);
    clock.skew(61_000);
    expect(mine.find(after)?.expired).toBe(true);
  });
});
