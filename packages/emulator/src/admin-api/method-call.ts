import type { EmulatorAddresses } from '../emulator-addresses';
import type { AccessToken } from '../iam/access-tokens';
import type { EmulatorContext } from '../service';

/** The versions of the Admin API. */
export type ApiVersion = 'v1' | 'v1beta' | 'v1alpha';

/** A call of a method by somebody who may make it. */
export interface MethodCall {
  readonly version: ApiVersion;
  /** What the call is about: the `name` or `parent` of the request. */
  readonly resource: string;
  /** The fields of the request, in camel case. */
  readonly request: Readonly<Record<string, unknown>>;
  readonly token: AccessToken;
  readonly context: EmulatorContext;
  readonly addresses: EmulatorAddresses;
}
