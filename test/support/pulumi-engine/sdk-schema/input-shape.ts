/** What the SDK takes somewhere. */
export type InputShape =
  | { readonly kind: 'anything' | 'string' | 'number' | 'boolean' }
  | { readonly kind: 'choice'; readonly values: readonly (string | number | boolean)[] }
  | { readonly kind: 'one-of'; readonly shapes: readonly InputShape[] }
  | { readonly kind: 'list' | 'map'; readonly of: InputShape }
  | { readonly kind: 'object'; readonly name: string };

export interface InputProperty {
  readonly isRequired: boolean;
  readonly shape: InputShape;
}

export type ObjectShape = Readonly<Record<string, InputProperty>>;

/** What a resource takes, with every object that is in it, by name. */
export interface ResourceShape {
  readonly properties: ObjectShape;
  readonly objects: Readonly<Record<string, ObjectShape>>;
}
