interface Rule {
  readonly pattern: RegExp;
  readonly longest: number;
  readonly says: string;
}

const label = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const qualified = '[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?';

// k8s.io/apimachinery/pkg/util/validation/validation.go
const rules = {
  'dns-label': {
    pattern: new RegExp(`^${label}$`),
    longest: 63,
    says: 'lower case letters, digits and "-", with a letter or digit at both ends',
  },
  'dns-label-from-a-letter': {
    pattern: /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/,
    longest: 63,
    says: 'lower case letters, digits and "-", a letter first',
  },
  'dns-subdomain': {
    pattern: new RegExp(`^${label}(?:\\.${label})*$`),
    longest: 253,
    says: 'lower case letters, digits, "-" and ".", with a letter or digit at both ends of each part',
  },
  'path-segment': { pattern: /^(?!\.\.?$)[^/%]+$/, longest: 253, says: 'anything without "/" and "%"' },
  'port-name': {
    pattern: /^(?=.*[a-z])(?!.*--)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/,
    longest: 15,
    says: 'lower case letters, digits and single "-", with at least one letter',
  },
  // Since Kubernetes 1.32 nearly anything is accepted; before that only this.
  'variable-name': { pattern: /^[-._a-zA-Z][-._a-zA-Z0-9]*$/, longest: 253, says: 'letters, digits, "_", "-" and ".", no digit first' },
  'config-key': { pattern: /^(?!\.\.?$|\.\.)[-._a-zA-Z0-9]+$/, longest: 253, says: 'letters, digits, "_", "-" and "."' },
  'label-value': {
    pattern: new RegExp(`^(?:${qualified})?$`),
    longest: 63,
    says: 'letters, digits, "-", "_" and ".", with a letter or digit at both ends',
  },
  'qualified-name': {
    pattern: new RegExp(`^(?:(?=[^/]{1,253}/)${label}(?:\\.${label})*/)?(?=[^/]{1,63}$)${qualified}$`),
    longest: 317,
    says: 'a name of up to 63 letters, digits, "-", "_" and ".", perhaps after a DNS name and "/"',
  },
} as const satisfies Record<string, Rule>;

export type NameRule = keyof typeof rules;

/** Why a name breaks the rule; nothing when it keeps it. */
export function nameProblem(name: string, rule: NameRule): string | undefined {
  const { pattern, longest, says }: Rule = rules[rule];
  if (name.length > longest) return `"${name}" has ${name.length} characters, and ${longest} are allowed`;
  return pattern.test(name) ? undefined : `"${name}" is not a name here: ${says}`;
}
