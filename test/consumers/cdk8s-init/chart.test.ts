import { Testing } from 'cdk8s';
import { Shop } from './chart';

test('the Deployment has the proxy', () => {
  expect(JSON.stringify(Testing.synth(new Shop(Testing.app(), 'shop')))).toContain('alloydb-auth-proxy');
});
