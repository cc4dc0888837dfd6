import { generateKeyPairSync, sign } from 'node:crypto';

/** Makes an identity token for an audience. It is signed with a key that nobody knows: only its form is right. */
export function identityToken(email: string, audience: string, now: number): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const seconds = Math.floor(now / 1000);
  const claims = {
    iss: 'https://accounts.google.com',
    aud: audience,
    sub: email,
    email,
    email_verified: true,
    iat: seconds,
    exp: seconds + 3600,
  };
  const content = [{ alg: 'ES256', typ: 'JWT', kid: 'alloydb-emulator' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha256', Buffer.from(content), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${content}.${signature.toString('base64url')}`;
}
