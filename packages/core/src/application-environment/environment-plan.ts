import type { SecretKeyReference } from '../connection/connection-spec';

/** What a planned variable holds. Host and port are known only when the proxy has its ports. */
export type PlannedValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'secret'; readonly secret: SecretKeyReference }
  | { readonly kind: 'host' | 'port'; readonly instance: string }
  | { readonly kind: 'url'; readonly instance: string; readonly beforeHost: string; readonly behindPort: string };

/** A variable of the application, with a value that may still need an endpoint. */
export interface PlannedVariable {
  /** `PGHOST` */
  readonly name: string;
  /** What it holds. */
  readonly value: PlannedValue;
}

/** The variables of an application: validated, in the order of the manifest, every name written out. */
export interface EnvironmentPlan {
  /** Every variable, in the order of the manifest. */
  readonly variables: readonly PlannedVariable[];
  /** The key of a Secret that is mounted as a file; undefined where none is. */
  readonly passwordFile: SecretKeyReference | undefined;
}
