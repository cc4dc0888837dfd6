/** What a fault does, and where. */
export type FaultEffect =
  /** The Admin API answers with a status of its own. */
  | { readonly at: 'admin-api'; readonly does: 'answer'; readonly status: 400 | 401 | 403 | 404 | 429 | 503 }
  /** The Admin API answers late, or never. */
  | { readonly at: 'admin-api'; readonly does: 'wait'; readonly milliseconds: number }
  /** The Admin API closes every connection without an answer. */
  | { readonly at: 'admin-api'; readonly does: 'hang up' }
  /** Connection info holds no address. */
  | { readonly at: 'connection-info'; readonly does: 'leave out addresses' }
  /** The Admin API issues client certificates that end then, in seconds from now. */
  | { readonly at: 'client-certificate'; readonly does: 'end'; readonly seconds: number }
  | { readonly at: 'metadata-server'; readonly does: 'answer'; readonly status: 403 | 404 | 503 }
  | { readonly at: 'metadata-server'; readonly does: 'hang up' }
  | { readonly at: 'tcp'; readonly does: 'refuse' | 'swallow' }
  | { readonly at: 'tls'; readonly does: 'wait' }
  | { readonly at: 'server-certificate'; readonly does: 'end' | 'name another address' }
  | { readonly at: 'metadata-exchange'; readonly does: 'refuse' | 'hang up' | 'wait' | 'answer junk' }
  | { readonly at: 'clock'; readonly does: 'run ahead'; readonly seconds: number }
  /** Happens once, when the fault is switched on. */
  | { readonly at: 'moment'; readonly does: 'rotate certificates' | 'end database connections' | 'expire tokens' };

/** The effects at one place. */
export type EffectAt<Place extends FaultEffect['at']> = Extract<FaultEffect, { readonly at: Place }>;
