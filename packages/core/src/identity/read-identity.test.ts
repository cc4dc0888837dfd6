import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemText } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { identityForm } from './identity';
import { readIdentity } from './read-identity';

const email = 'orders@my-project.iam.gserviceaccount.com';
const kubernetesServiceAccount = 'orders';

const said = (value: unknown): readonly string[] => {
  const problems = new ProblemList();
  readIdentity(value, 'identity', problems);
  return problems.all.map(problemText);
};

describe('an identity', () => {
  it.each([
    [{ kubernetesServiceAccount, iamServiceAccount: email }, 'linked'],
    [{ kubernetesServiceAccount, iamServiceAccount: email, form: 'linked' }, 'linked'],
    [
      { kubernetesServiceAccount, iamServiceAccount: email, form: 'impersonated', impersonationChain: [], sourceIamServiceAccount: email },
      'impersonated',
    ],
    [{ kubernetesServiceAccount }, 'direct'],
    [
      {
        kubernetesServiceAccount,
        form: 'direct',
        namespace: 'shop',
        workloadPool: 'example.com:gke.svc.id.goog',
        workloadPoolProjectNumber: '12',
      },
      'direct',
    ],
  ])('has a form, said or not: %j', (value, form) => {
    const problems = new ProblemList();
    const identity = readIdentity(value, 'identity', problems);
    expect(problems.all).toEqual([]);
    expect(identity).toEqual(value);
    expect(identity && identityForm(identity)).toBe(form);
  });

  it.each([
    [
      { kubernetesServiceAccount, iamServiceAccount: 'orders@my-project.iam' },
      'identity.iamServiceAccount: "orders@my-project.iam" is not the e-mail of an IAM service account. ' +
        'Write NAME@PROJECT.iam.gserviceaccount.com. "gcloud iam service-accounts list --format=\'value(email)\'" prints it.',
    ],
    [
      { kubernetesServiceAccount: 'Orders' },
      'identity.kubernetesServiceAccount: "Orders" is not the name of a Kubernetes service account. ' +
        'Use lower-case letters, digits, hyphens and dots, starting and ending with a letter or digit.',
    ],
    [
      { kubernetesServiceAccount, namespace: 'my.shop' },
      'identity.namespace: "my.shop" is not the name of a namespace. Use 1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit.',
    ],
    [
      { kubernetesServiceAccount, workloadPool: 'my-project' },
      'identity.workloadPool: "my-project" is not a workload identity pool. Write PROJECT.svc.id.goog, with the project of the GKE cluster or fleet. ' +
        '"gcloud container clusters describe CLUSTER --format=\'value(workloadIdentityConfig.workloadPool)\'" prints it.',
    ],
    [
      { kubernetesServiceAccount, workloadPoolProjectNumber: 'my-project' },
      'identity.workloadPoolProjectNumber: "my-project" is not a project number. Write the number of the project that owns the workload identity pool. ' +
        '"gcloud projects describe PROJECT --format=\'value(projectNumber)\'" prints it.',
    ],
    [
      { kubernetesServiceAccount, form: 'impersonated' },
      'identity: The identity has the form "impersonated" and names no IAM service account. Set iamServiceAccount to the e-mail of the IAM service account that the proxy acts as.',
    ],
    [
      { kubernetesServiceAccount, form: 'direct', iamServiceAccount: email },
      `identity.iamServiceAccount: The identity has the form "direct", and "${email}" is named as its IAM service account, which a direct identity does not use. ` +
        'Remove iamServiceAccount, or use the form "linked" or "impersonated".',
    ],
    [
      { kubernetesServiceAccount, iamServiceAccount: email, impersonationChain: [email] },
      'identity.impersonationChain: impersonationChain is set, and the identity has the form "linked", which impersonates nobody. ' +
        'Remove impersonationChain, or use the form "impersonated".',
    ],
    [
      { kubernetesServiceAccount, iamServiceAccount: email, form: 'impersonated', impersonationChain: email },
      `identity.impersonationChain: "${email}" is not a list of e-mails. Put a list of e-mails here.`,
    ],
    [
      { kubernetesServiceAccount, iamServiceAccount: email, form: 'impersonated', impersonationChain: [email, 'x'] },
      'identity.impersonationChain[1]: "x" is not the e-mail of an IAM service account. ' +
        'Write NAME@PROJECT.iam.gserviceaccount.com. "gcloud iam service-accounts list --format=\'value(email)\'" prints it.',
    ],
  ])('says what is wrong with %j', (value, message) => {
    expect(said(value)).toEqual([message]);
  });

  it('never fails otherwise, whatever stands there', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (value) => {
        said(value);
      }),
    );
  });
});
