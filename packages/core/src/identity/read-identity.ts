import type { ProblemList } from '../errors/problem-list';
import { quote } from '../errors/quote';
import { readChoice, readFields, readList, readText } from '../input/read-fields';
import { isDnsLabel, isDnsSubdomain } from '../kubernetes/object-name';
import { type Identity, type IdentityForm, identityForm } from './identity';
import { problem } from './identity-codes';
import { isServiceAccountEmail } from './service-account-email';
import { projectNumberPattern, workloadPoolPattern } from './workload-identity-member';

/** The fields of an identity, with what each means. */
export const identityFields = {
  form: { meaning: '"linked", "impersonated" or "direct"' },
  kubernetesServiceAccount: { meaning: 'the name of the Kubernetes service account that the pod runs as', required: true },
  namespace: { meaning: 'the namespace of the Kubernetes service account' },
  iamServiceAccount: { meaning: 'the e-mail of the IAM service account that the proxy acts as' },
  impersonationChain: { meaning: 'the e-mails of the service accounts between the pod and the IAM service account' },
  sourceIamServiceAccount: { meaning: 'the e-mail of the IAM service account that the Kubernetes service account is linked to already' },
  workloadPool: { meaning: 'the workload identity pool of the GKE cluster or fleet, PROJECT.svc.id.goog' },
  workloadPoolProjectNumber: { meaning: 'the number of the project that owns the pool' },
} as const;

const forms: readonly IdentityForm[] = ['linked', 'impersonated', 'direct'];

/** Reads an identity. Every problem is gathered; the result is usable only if there was none. */
export function readIdentity(value: unknown, path: string, problems: ProblemList): Identity | undefined {
  const fields = readFields(value, path, identityFields, problems);
  if (!fields) return undefined;
  const text = (name: keyof typeof identityFields): string | undefined => readText(fields[name], `${path}.${name}`, problems);
  const checked = (name: keyof typeof identityFields, code: PatternCode, isRight: (text: string) => boolean): string | undefined => {
    const found = text(name);
    if (found !== undefined && !isRight(found)) problems.add(problem(code, `${path}.${name}`, { value: quote(found) }));
    return found;
  };
  const form = readChoice(fields['form'], `${path}.form`, forms, problems);
  const identity = {
    ...(form && { form }),
    kubernetesServiceAccount: checked('kubernetesServiceAccount', 'kubernetes-service-account-name', isDnsSubdomain) ?? '',
    ...given('namespace', checked('namespace', 'namespace-name', isDnsLabel)),
    ...given('iamServiceAccount', checked('iamServiceAccount', 'iam-service-account-email', isServiceAccountEmail)),
    ...given('impersonationChain', readChain(fields['impersonationChain'], `${path}.impersonationChain`, problems)),
    ...given('sourceIamServiceAccount', checked('sourceIamServiceAccount', 'iam-service-account-email', isServiceAccountEmail)),
    ...given(
      'workloadPool',
      checked('workloadPool', 'workload-pool', (pool) => workloadPoolPattern.test(pool)),
    ),
    ...given(
      'workloadPoolProjectNumber',
      checked('workloadPoolProjectNumber', 'workload-pool-project-number', (number) => projectNumberPattern.test(number)),
    ),
  } as Identity;
  checkForm(identity, path, problems);
  return identity;
}

type PatternCode =
  | 'kubernetes-service-account-name'
  | 'namespace-name'
  | 'iam-service-account-email'
  | 'workload-pool'
  | 'workload-pool-project-number';

/** What each form needs, and what it has no use for. */
function checkForm(identity: Identity, path: string, problems: ProblemList): void {
  const form = identityForm(identity);
  const email: string | undefined = identity.iamServiceAccount;
  if (form === 'direct' && email !== undefined) {
    problems.add(problem('iam-service-account-not-used', `${path}.iamServiceAccount`, { value: quote(email) }));
  }
  if (form !== 'direct' && email === undefined) problems.add(problem('iam-service-account-missing', path, { form }));
  if (form === 'impersonated') return;
  for (const field of ['impersonationChain', 'sourceIamServiceAccount'] as const) {
    if (field in identity) problems.add(problem('impersonation-not-used', `${path}.${field}`, { field, form }));
  }
}

function readChain(value: unknown, path: string, problems: ProblemList): readonly string[] | undefined {
  return readList(value, path, 'a list of e-mails', problems)?.map((email, index) => {
    const at = `${path}[${index}]`;
    if (typeof email === 'string' && isServiceAccountEmail(email)) return email;
    problems.add(problem('iam-service-account-email', at, { value: quote(email) }));
    return '';
  });
}

/** An object with the field, or without it where there is no value. */
function given<Name extends string, Value>(name: Name, value: Value | undefined): Readonly<Record<string, Value>> {
  return value === undefined ? {} : { [name]: value };
}
