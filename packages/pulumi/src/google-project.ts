import { type ComponentResource, Config, type Input, type Output, output, type ProviderResource } from '@pulumi/pulumi';
import { isLeaf } from './leaves';

/**
 * The Google Cloud project that a component's resources are made in, where nothing else is said: that of its provider, or of
 * the stack's configuration, or of the variables that the provider reads. A provider that the program makes reads no
 * configuration: where it has no project, the Output of it turns out to hold none.
 * Source: https://www.pulumi.com/registry/packages/gcp/installation-configuration/
 */
export function providerProject(component: ComponentResource): Input<string | undefined> | undefined {
  const provider = component.getProvider('gcp:projects/iAMMember:IAMMember') as
    | (ProviderResource & { readonly project?: Output<string | undefined> })
    | undefined;
  if (provider?.project !== undefined) return provider.project;
  const { env } = globalThis.process;
  const variable = ['GOOGLE_PROJECT', 'GOOGLE_CLOUD_PROJECT', 'GCLOUD_PROJECT', 'CLOUDSDK_CORE_PROJECT'].find((name) => env[name]);
  return new Config('gcp').get('project') ?? (variable && env[variable]);
}

/** The project that is said, and where none is, or none turns out to be, another one. */
export function projectElse(said: Input<string | undefined> | undefined, other: () => Input<string>): Input<string> {
  if (isLeaf(said)) return output(said).apply((found) => output(found || other()));
  return (said as string | undefined) || other();
}
