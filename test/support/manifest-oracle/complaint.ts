/** What is wrong with a manifest, and where. */
export interface Complaint {
  /** For example `spec.template.spec.containers[0].ports[0].name`; empty for the whole object. */
  readonly path: string;
  readonly message: string;
}

export type Complain = (path: string, message: string) => void;

/** The path of a field or an element below another. */
export function below(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}["${key}"]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Complains of each value that is in the list more than once, at its second place. */
export function complainOfDuplicates(values: readonly (string | undefined)[], place: (index: number) => string, complain: Complain): void {
  const first = new Map<string, number>();
  values.forEach((value, index) => {
    if (value === undefined) return;
    const earlier = first.get(value);
    if (earlier === undefined) first.set(value, index);
    else complain(place(index), `"${value}" is there already, at ${place(earlier)}`);
  });
}
