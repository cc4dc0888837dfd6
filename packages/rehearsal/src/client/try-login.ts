import type { DatabaseTarget } from '@alloydb-gke/core';
import type { Client } from 'pg';
import type { ClientRecord } from '../verdict/pod-facts';
import { seenError } from './error-text';
import { openConnection } from './open-connection';

export type LoginRecord = Extract<ClientRecord, { readonly event: 'login' }>;

/** One attempt to log in: its record, and the connection if it went well. */
export async function tryLogin(
  container: string,
  target: DatabaseTarget,
  folders: Readonly<Record<string, string>>,
): Promise<{ readonly record: LoginRecord; readonly connection?: Client }> {
  const began = performance.now();
  const { from, host, port, user = '', database = '' } = target;
  const record = { event: 'login', container, from, host, port, user, database } as const;
  const milliseconds = (): number => Math.round(performance.now() - began);
  try {
    const connection = await openConnection(target, folders);
    return { record: { ...record, ok: true, milliseconds: milliseconds() }, connection };
  } catch (error) {
    return { record: { ...record, ok: false, ...seenError(error, target.password), milliseconds: milliseconds() } };
  }
}
