import type { ClientRecord } from '../verdict/pod-facts';

export type QuitRecord = Extract<ClientRecord, { readonly event: 'quit-posted' }>;

/** Asks the proxy to end, as the program of a Job does beside a classic sidecar. */
export async function postQuit(container: string, url: string): Promise<QuitRecord> {
  const record = { event: 'quit-posted', container, url } as const;
  try {
    const response = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return response.ok ? { ...record, ok: true } : { ...record, ok: false, error: `status ${response.status}` };
  } catch (thrown) {
    const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause.message : undefined;
    return { ...record, ok: false, error: cause ?? (thrown instanceof Error ? thrown.message : 'it could not be sent') };
  }
}
