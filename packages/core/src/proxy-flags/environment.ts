/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a variable; undefined where it is not set, or empty: the Auth Proxy makes no difference. */
export function variableIn(environment: Environment, name: string): string | undefined {
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
  return value === '' ? undefined : value;
}

/** The names of the variables that are set and start with `prefix`, in order. */
export function variablesWith(prefix: string, environment: Environment): readonly string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith(prefix) && variableIn(environment, name) !== undefined)
    .sort();
}
