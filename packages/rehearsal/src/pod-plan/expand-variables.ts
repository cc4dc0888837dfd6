/** What a variable holds; undefined leaves the reference as it stands. */
export type VariableLookup = (name: string) => string | undefined;

/**
 * Writes the values of variables in the place of `$(NAME)`, as Kubernetes does: `$$` is a dollar sign, a variable that there is
 * not leaves its reference, and what is inserted is not read again.
 * Source: https://github.com/kubernetes/kubernetes/blob/v1.36.0/third_party/forked/golang/expansion/expand.go
 */
export function expandVariables(text: string, lookup: VariableLookup): string {
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (whole, name: string | undefined) => (name === undefined ? '$' : (lookup(name) ?? whole)));
}
