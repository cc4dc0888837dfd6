import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type ConnectionEvent, type DialEvent, diagnosticsChannels, type RefreshEvent } from './channel-table';

/** What a value is told apart by. */
export type MetricAttributes = Readonly<Record<string, string>>;

/** The part of a `Meter` of OpenTelemetry that is used. */
export interface MetricMeter {
  /** As in `@opentelemetry/api`. */
  createHistogram(
    name: string,
    options: { readonly description: string; readonly unit: string },
  ): { record(value: number, attributes: MetricAttributes): void };
  /** As in `@opentelemetry/api`. */
  createUpDownCounter(
    name: string,
    options: { readonly description: string; readonly unit: string },
  ): { add(value: number, attributes: MetricAttributes): void };
}

/**
 * Records what every connector of this process does, with OpenTelemetry: `alloydb.connector.dial.duration`,
 * `alloydb.connector.refresh.duration` (histograms in seconds, whose counts are the dials and refreshes) and
 * `alloydb.connector.connections` (those that are open).
 *
 * @example
 * const stop = recordMetrics(metrics.getMeter('alloydb'));
 * @returns a function that ends it
 */
export function recordMetrics(meter: MetricMeter): () => void {
  const dials = meter.createHistogram('alloydb.connector.dial.duration', {
    description: 'How long it takes until a connection is ready for PostgreSQL',
    unit: 's',
  });
  const refreshes = meter.createHistogram('alloydb.connector.refresh.duration', {
    description: 'How long it takes to get the address of an instance and a client certificate',
    unit: 's',
  });
  const connections = meter.createUpDownCounter('alloydb.connector.connections', {
    description: 'Connections that are open',
    unit: '{connection}',
  });
  const listeners: readonly (readonly [string, (event: unknown) => void])[] = [
    [
      diagnosticsChannels.dial,
      (event) => {
        const { instanceUri, ipType, authType, milliseconds, error } = event as DialEvent;
        const attributes = { 'alloydb.instance_uri': instanceUri, 'alloydb.ip_type': ipType, 'alloydb.auth_type': authType };
        dials.record(milliseconds / 1000, { ...attributes, ...errorType(error) });
      },
    ],
    [
      diagnosticsChannels.refresh,
      (event) => {
        const { instanceUri, milliseconds, error } = event as RefreshEvent;
        refreshes.record(milliseconds / 1000, { 'alloydb.instance_uri': instanceUri, ...errorType(error) });
      },
    ],
    [diagnosticsChannels.connectionOpen, (event) => connections.add(1, instanceOf(event as ConnectionEvent))],
    [diagnosticsChannels.connectionClose, (event) => connections.add(-1, instanceOf(event as ConnectionEvent))],
  ];
  for (const [name, listener] of listeners) subscribe(name, listener);
  return () => {
    for (const [name, listener] of listeners) unsubscribe(name, listener);
  };
}

/** Source of the name: https://opentelemetry.io/docs/specs/semconv/registry/attributes/error */
function errorType(error: string | undefined): MetricAttributes {
  return error === undefined ? {} : { 'error.type': error };
}

function instanceOf({ instanceUri }: ConnectionEvent): MetricAttributes {
  return { 'alloydb.instance_uri': instanceUri };
}
