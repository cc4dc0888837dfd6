import { describe, expect, it } from 'vitest';
import { principalMember, serviceAccountMember, workloadIdentityAnnotation, workloadIdentityMember } from './workload-identity-member';

const subject = { workloadPool: 'my-project.svc.id.goog', namespace: 'default', kubernetesServiceAccount: 'alloydb-ksa' };

describe('the members that IAM knows', () => {
  it('link a Kubernetes service account to an IAM service account', () => {
    expect(workloadIdentityMember(subject)).toBe('serviceAccount:my-project.svc.id.goog[default/alloydb-ksa]');
    expect(workloadIdentityAnnotation).toBe('iam.gke.io/gcp-service-account');
  });

  it('name a Kubernetes service account itself, by the number of the project that owns the pool', () => {
    expect(principalMember(subject, '123456789012')).toBe(
      'principal://iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/my-project.svc.id.goog/subject/ns/default/sa/alloydb-ksa',
    );
  });

  it('name an IAM service account', () => {
    expect(serviceAccountMember('orders@my-project.iam.gserviceaccount.com')).toBe(
      'serviceAccount:orders@my-project.iam.gserviceaccount.com',
    );
  });
});
