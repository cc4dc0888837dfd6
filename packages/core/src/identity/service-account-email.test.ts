import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iamDatabaseUser, isServiceAccountEmail, serviceAccountEmail, serviceAccountProject } from './service-account-email';

const anyProject = fc.stringMatching(/^([a-z][a-z0-9-]{0,8}(\.[a-z]{2,6}){1,2}:)?[a-z][a-z0-9-]{4,12}[a-z0-9]$/);
const anyId = fc.stringMatching(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/);

describe('the e-mail of an IAM service account', () => {
  it('is made of its id and its project', () => {
    expect(serviceAccountEmail('alloydb-proxy-sa', 'my-project')).toBe('alloydb-proxy-sa@my-project.iam.gserviceaccount.com');
  });

  it('has the domain of a project behind the project', () => {
    expect(serviceAccountEmail('orders', 'example.com:my-project')).toBe('orders@my-project.example.com.iam.gserviceaccount.com');
  });

  it('gives back the project, with its domain in front', () => {
    fc.assert(
      fc.property(anyId, anyProject, (id, project) => {
        const email = serviceAccountEmail(id, project);
        expect(isServiceAccountEmail(email)).toBe(true);
        expect(serviceAccountProject(email)).toBe(project);
      }),
    );
  });

  it.each([
    '123456789012-compute@developer.gserviceaccount.com',
    '123456789012@cloudservices.gserviceaccount.com',
    'my-project@appspot.gserviceaccount.com',
  ])('that Google made has no project in it: %s', (email) => {
    expect(isServiceAccountEmail(email)).toBe(true);
    expect(serviceAccountProject(email)).toBeUndefined();
  });

  it.each([
    'orders',
    'orders@my-project.iam',
    'orders@example.com',
    'serviceAccount:orders@my-project.iam.gserviceaccount.com',
    'orders@my-project.iam.gserviceaccount.com ',
    'Orders@my-project.iam.gserviceaccount.com',
    '@my-project.iam.gserviceaccount.com',
    'orders@iam.gserviceaccount.com',
    'orders@my-project.gserviceaccount.com',
    'orders@developer.gserviceaccount.com',
    'a..b@my-project.iam.gserviceaccount.com',
    'orders@p..x.iam.gserviceaccount.com',
    'orders@.iam.gserviceaccount.com',
  ])('is not %j', (value) => {
    expect(isServiceAccountEmail(value)).toBe(false);
  });
});

describe('the IAM database user', () => {
  it('is the e-mail without .gserviceaccount.com', () => {
    expect(iamDatabaseUser('alloydb-proxy-sa@my-project.iam.gserviceaccount.com')).toBe('alloydb-proxy-sa@my-project.iam');
    expect(iamDatabaseUser('orders@my-project.example.com.iam.gserviceaccount.com')).toBe('orders@my-project.example.com.iam');
  });
});
