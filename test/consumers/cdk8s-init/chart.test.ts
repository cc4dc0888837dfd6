import { App, Testing } from 'cdk8s';
import { Shop } from './chart';

test('the Deployment has the proxy', () => {
  expect(JSON.stringify(Testing.synth(new Shop(new App(), 'shop')))).toContain('alloydb-auth-proxy');
});
