import { describe, expect, it } from 'vitest';
import { publish } from './publish';
import { type MetricAttributes, recordMetrics } from './record-metrics';

const instanceUri = 'projects/my-project/locations/us-central1/clusters/shop/instances/primary';

/** A meter that keeps what is recorded. */
function recordingMeter() {
  const values: [name: string, value: number, attributes: MetricAttributes][] = [];
  const instrument = (name: string) => {
    const keep = (value: number, attributes: MetricAttributes): void => void values.push([name, value, attributes]);
    return { record: keep, add: keep };
  };
  return { values, createHistogram: instrument, createUpDownCounter: instrument };
}

describe('the metrics for OpenTelemetry', () => {
  it('are dials and refreshes in seconds, and open connections', () => {
    const meter = recordingMeter();
    const stop = recordMetrics(meter);
    publish('dial', { instanceUri, ipType: 'PRIVATE', authType: 'IAM', milliseconds: 12, error: undefined, step: undefined });
    publish('dial', {
      instanceUri,
      ipType: 'PUBLIC',
      authType: 'PASSWORD',
      milliseconds: 3000,
      error: 'instance-not-reached',
      step: 'tcp',
    });
    publish('refresh', { instanceUri, milliseconds: 250, expiresAt: 1, error: undefined });
    publish('connectionOpen', { instanceUri, open: 1, milliseconds: 0 });
    publish('connectionClose', { instanceUri, open: 0, milliseconds: 70 });
    stop();
    publish('connectionOpen', { instanceUri, open: 1, milliseconds: 0 });
    const instance = { 'alloydb.instance_uri': instanceUri };
    expect(meter.values).toEqual([
      ['alloydb.connector.dial.duration', 0.012, { ...instance, 'alloydb.ip_type': 'PRIVATE', 'alloydb.auth_type': 'IAM' }],
      [
        'alloydb.connector.dial.duration',
        3,
        { ...instance, 'alloydb.ip_type': 'PUBLIC', 'alloydb.auth_type': 'PASSWORD', 'error.type': 'instance-not-reached' },
      ],
      ['alloydb.connector.refresh.duration', 0.25, instance],
      ['alloydb.connector.connections', 1, instance],
      ['alloydb.connector.connections', -1, instance],
    ]);
  });
});
