export type Operation = 'create' | 'update' | 'delete';

/** A call that changed something, or was to. */
export interface ProviderCall {
  readonly operation: Operation;
  readonly type: string;
  /** Name of the Pulumi resource. */
  readonly name: string;
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Why it failed. */
  readonly error?: string;
}
