/** What each step of a dial is called in a sentence, in their order. The login token belongs to the exchange, which sends it. */
export const dialSteps = {
  refresh: 'the refresh of address and certificate',
  tcp: 'the TCP connection',
  tls: 'the TLS handshake',
  exchange: 'the metadata exchange',
} as const;

/** A step of a dial. */
export type DialStep = keyof typeof dialSteps;
