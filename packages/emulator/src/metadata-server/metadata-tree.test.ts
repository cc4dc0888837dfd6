import { describe, expect, it } from 'vitest';
import { readMetadata } from './metadata-tree';

const account = {
  aliases: ['default'],
  email: 'orders@my-project.iam.gserviceaccount.com',
  scopes: ['one', 'two'],
  token: (query: URLSearchParams) => ({ access_token: `for ${query.get('scopes')}` }),
};
const tree = {
  instance: { 'service-accounts': { default: account, 'orders@my-project.iam.gserviceaccount.com': account } },
  project: { 'project-id': 'my-project' },
};
const read = (path: string, query = ''): unknown => readMetadata(tree, path, new URLSearchParams(query));

describe('the tree of the metadata server', () => {
  it('gives the text of a leaf', () => {
    expect(read('/project/project-id')).toEqual({ kind: 'text', text: 'my-project' });
    expect(read('/instance/service-accounts/default/scopes')).toEqual({ kind: 'text', text: 'one\ntwo\n' });
  });

  it('lists a folder, with a slash behind each folder in it', () => {
    expect(read('/')).toEqual({ kind: 'text', text: 'instance/\nproject/\n' });
    expect(read('/instance/service-accounts/default/')).toEqual({ kind: 'text', text: 'aliases\nemail\nscopes\ntoken\n' });
  });

  it('gives everything below as JSON, in camel case and without tokens', () => {
    expect(read('/instance/service-accounts/default/', 'recursive=true')).toEqual({
      kind: 'json',
      value: { aliases: ['default'], email: account.email, scopes: ['one', 'two'] },
    });
    expect(read('/', 'recursive=true')).toMatchObject({
      value: {
        instance: { serviceAccounts: { default: { email: account.email }, [account.email]: {} } },
        project: { projectId: 'my-project' },
      },
    });
  });

  it('asks what has to be asked for, with the query', () => {
    expect(read('/instance/service-accounts/default/token', 'scopes=login')).toEqual({
      kind: 'json',
      value: { access_token: 'for login' },
    });
  });

  it('has nothing elsewhere, and no members of objects', () => {
    expect(read('/instance/disks')).toBeUndefined();
    expect(read('/project/project-id/more')).toBeUndefined();
    expect(read('/constructor')).toBeUndefined();
  });
});
