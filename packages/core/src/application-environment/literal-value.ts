/**
 * The text to write into a manifest so that the application sees `text`. In the value of a variable Kubernetes replaces
 * `$(NAME)` and turns `$$` into `$`; a single `$` before anything else stays as it is.
 * Source: https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function literalValue(text: string): string {
  return text.includes('$') ? text.replace(/\${2,}|\$(?=\()/g, (dollars) => dollars + dollars) : text;
}
