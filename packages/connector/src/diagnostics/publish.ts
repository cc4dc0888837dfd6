import { type Channel, channel } from 'node:diagnostics_channel';
import { type ConnectorEvents, diagnosticsChannels } from './channel-table';

const channels: { readonly [Name in keyof ConnectorEvents]: Channel } = {
  dial: channel(diagnosticsChannels.dial),
  refresh: channel(diagnosticsChannels.refresh),
  connectionOpen: channel(diagnosticsChannels.connectionOpen),
  connectionClose: channel(diagnosticsChannels.connectionClose),
};

/** Tells whoever listens. What a listener throws, Node reports by itself. */
export function publish<Name extends keyof ConnectorEvents>(name: Name, event: ConnectorEvents[Name]): void {
  if (channels[name].hasSubscribers) channels[name].publish(event);
}
