import { readFileSync } from 'node:fs';
import type { DatabaseTarget } from '@alloydb-gke/core';
import { Client } from 'pg';
import { placeOf } from './client-targets';

/** The longest that a login may take, in milliseconds. */
export const longestLogin = 5000;

const encrypted = ['require', 'verify-ca', 'verify-full', 'no-verify'];

/** Connects to a database and logs in, with nothing but what the container says. */
export async function openConnection(target: DatabaseTarget, folders: Readonly<Record<string, string>>): Promise<Client> {
  const client = new Client({
    host: target.host.startsWith('/') ? placeOf(target.host, folders) : target.host,
    port: target.port,
    user: target.user ?? '',
    database: target.database ?? target.user ?? '',
    password: passwordOf(target) ?? '',
    // The certificate of what speaks TLS inside the pod is of no interest: the proxy speaks none.
    ssl: encrypted.includes(target.sslMode ?? '') ? { rejectUnauthorized: false } : false,
    connectionTimeoutMillis: longestLogin,
    application_name: 'alloydb-gke-rehearsal',
  });
  // A connection that is cut says so to the query, and here to nobody.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    void client.end().catch(() => undefined);
    throw error;
  }
  return client;
}

function passwordOf({ password, passwordFile }: DatabaseTarget): string | undefined {
  return passwordFile === undefined ? password : readFileSync(passwordFile, 'utf8').replace(/\r?\n$/, '');
}
