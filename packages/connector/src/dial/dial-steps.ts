/** A step of a dial. `exchange` is the metadata exchange, with the login token that it sends. */
export type DialStep = 'refresh' | 'tcp' | 'tls' | 'exchange';

/** What each step is called in a sentence. */
export const dialSteps: { readonly [Step in DialStep]: string } = {
  refresh: 'the refresh of address and certificate',
  tcp: 'the TCP connection',
  tls: 'the TLS handshake',
  exchange: 'the metadata exchange',
};
