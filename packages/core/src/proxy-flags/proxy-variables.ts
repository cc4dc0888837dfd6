import { singleInstanceVariable } from './environment-instances';
import { environmentVariable } from './flag-names';
import { flagsOf } from './proxy-invocation';

/**
 * The environment variables that the Auth Proxy takes for its own settings, for whoever starts it without those of somebody
 * else. The numbered ones of instances are not here: they hold only where no argument names an instance.
 */
export const proxyVariables: readonly string[] = [...flagsOf('serve').map(({ name }) => environmentVariable(name)), singleInstanceVariable];
