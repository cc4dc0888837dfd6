/** Values of a resource as the engine sends them. */
export type Values = Readonly<Record<string, unknown>>;

/** Something that exists in the cloud. */
export interface CloudObject {
  readonly type: string;
  readonly id: string;
  /** Everything that is set of it. */
  readonly state: Values;
}
