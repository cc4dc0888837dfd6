/** A resource as it was registered: what it is, and the options that a mock of Pulumi's own does not show. */
export interface RegisteredResource {
  /** Token of the type, as in `gcp:alloydb/cluster:Cluster`. */
  readonly type: string;
  /** Name of the Pulumi resource. */
  readonly name: string;
  /** Its URN. */
  readonly urn: string;
  /** Whether a provider makes it; false for a component. */
  readonly custom: boolean;
  /** Inputs, secrets in clear. What a preview does not know is the text of {@link unknownInput}. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The paths of the inputs that are secret, as in `password` or `spec.template`. */
  readonly secretInputs: readonly string[];
  /** The paths of the inputs that are not known in a preview. */
  readonly unknownInputs: readonly string[];
  /** URN of the parent; undefined below the stack. */
  readonly parent: string | undefined;
  /** URNs of what it depends on, said or by an input. */
  readonly dependsOn: readonly string[];
  /** Whether it may not be deleted. */
  readonly protect: boolean;
  /** URN of the resource with which it is deleted, without being deleted itself. */
  readonly deletedWith: string | undefined;
  /** Former names, as URNs or as what of the name changed. */
  readonly aliases: readonly string[];
  /** Its provider; undefined: the default one. */
  readonly provider: string | undefined;
  /** The providers that a component hands to its children, by package. */
  readonly providers: Readonly<Record<string, string>>;
  /** Whether a replacement is made after it is gone. */
  readonly deleteBeforeReplace: boolean;
  /** Whether it is left in place when the program no longer has it. */
  readonly retainOnDelete: boolean;
  /** Inputs whose changes are ignored. */
  readonly ignoreChanges: readonly string[];
  /** What it is imported from. */
  readonly importId: string | undefined;
  /** What its registration said at its end; only components have it. */
  readonly outputs: Readonly<Record<string, unknown>> | undefined;
}
