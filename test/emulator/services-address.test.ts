import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { connect as connectTls, type PeerCertificate } from 'node:tls';
import { type RunningEmulator, specForConnection, startEmulator } from '@alloydb-gke/emulator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { available } from '../support/availability/available';
import { iamConnection, kubernetesServiceAccount, primary } from './support/world';

/** Not the usual one, as on a node where clients have addresses of their own. Linux has all of 127.0.0.0/8. */
const address = process.platform === 'linux' ? '127.0.0.77' : '127.0.0.1';
const apis = 'alloydb.googleapis.com';

describe.skipIf(!available('postgresql').here)('the address of the services', () => {
  let emulator: RunningEmulator;
  let authority: string;
  beforeAll(async () => {
    emulator = await startEmulator(specForConnection(iamConnection), { servicesAddress: address });
    authority = readFileSync(emulator.addresses.certificateAuthorityFile, 'utf8');
  });
  afterAll(() => emulator?.stop());

  it('is that of every service for clients', () => {
    const { adminApi, adminApiGrpc, tokenService, metadataServers, httpsFront } = emulator.addresses;
    const hosts = [adminApi, tokenService, httpsFront].map((url) => new URL(url).hostname);
    const pairs = [adminApiGrpc, metadataServers[kubernetesServiceAccount]].map((pair) => pair?.split(':')[0]);
    expect([...hosts, ...pairs]).toEqual(Array.from({ length: 5 }, () => address));
    expect(emulator.environment(kubernetesServiceAccount)['NO_PROXY']?.split(',')).toContain(address);
  });

  it('stands in the certificates', async () => {
    const [, grpcPort] = emulator.addresses.adminApiGrpc?.split(':') ?? [];
    const { port: frontPort } = new URL(emulator.addresses.httpsFront);
    for (const port of [grpcPort, frontPort]) expect((await certificateAt(Number(port), authority)).subjectaltname).toContain(address);
  });

  it('serves the Google APIs to a client whom their names lead there', async () => {
    const { port } = new URL(emulator.addresses.httpsFront);
    const { status, body } = await get(Number(port), apis, authority);
    expect(status).toBe(401);
    expect(JSON.parse(body)).toMatchObject({ error: { status: 'UNAUTHENTICATED' } });
  });

  it('answers there for no other name', async () => {
    const { port } = new URL(emulator.addresses.httpsFront);
    await expect(get(Number(port), 'storage.googleapis.com', authority)).rejects.toThrow(/altnames/);
  });

  it('still is a proxy', async () => {
    const { port } = new URL(emulator.addresses.httpsFront);
    const socket = connect(Number(port), address);
    socket.write(`CONNECT ${apis}:443 HTTP/1.1\r\nHost: ${apis}:443\r\n\r\n`);
    const answer = await new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(bytes.toString())));
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    const tls = connectTls({ socket, servername: apis, ca: authority });
    await new Promise((resolve, reject) => tls.once('secureConnect', resolve).once('error', reject));
    expect(tls.authorized).toBe(true);
    tls.destroy();
  });
});

function certificateAt(port: number, ca: string): Promise<PeerCertificate> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ host: address, port, ca }, () => {
      resolve(socket.getPeerCertificate());
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

/** Asks as a program does on a machine whose hosts file has the name. */
function get(port: number, name: string, ca: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const options = { host: address, port, servername: name, headers: { host: name }, path: `/v1/${primary}`, ca, agent: false as const };
    request(options, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => resolve({ status: response.statusCode, body }));
    })
      .on('error', reject)
      .end();
  });
}
