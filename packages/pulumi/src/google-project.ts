import { type ComponentResource, Config, type Input, type Output, type ProviderResource } from '@pulumi/pulumi';

/**
 * The Google Cloud project that a component's resources are made in, where nothing else is said: that of its provider, or of
 * the stack's configuration, or of the variables that the provider reads.
 * Source: https://www.pulumi.com/registry/packages/gcp/installation-configuration/
 */
export function providerProject(component: ComponentResource): Input<string> | undefined {
  const provider = component.getProvider('gcp:projects/iAMMember:IAMMember') as
    | (ProviderResource & { readonly project?: Output<string> })
    | undefined;
  if (provider?.project !== undefined) return provider.project;
  const { env } = globalThis.process;
  const variable = ['GOOGLE_PROJECT', 'GOOGLE_CLOUD_PROJECT', 'GCLOUD_PROJECT', 'CLOUDSDK_CORE_PROJECT'].find((name) => env[name]);
  return new Config('gcp').get('project') ?? (variable && env[variable]);
}
