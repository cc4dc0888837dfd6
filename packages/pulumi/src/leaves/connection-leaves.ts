import type { Path } from './leaf';
import type { LeafKind } from './stand-in';

const identityKinds: Readonly<Record<string, LeafKind>> = {
  kubernetesServiceAccount: 'word',
  namespace: 'word',
  iamServiceAccount: 'email',
  sourceIamServiceAccount: 'email',
  impersonationChain: 'email',
  workloadPool: 'workload-pool',
  workloadPoolProjectNumber: 'number',
};

/** The kinds of the values of a connection that may come later. Everything else decides what a manifest looks like. */
export function connectionLeafKind(path: Path): LeafKind | undefined {
  const [field, name, inner] = path;
  switch (field) {
    case 'databaseName':
    case 'databaseUser':
      return path.length === 1 ? 'word' : undefined;
    case 'passwordSecret':
      return path.length === 2 ? 'word' : undefined;
    case 'instances':
      return path.length === 2 || (path.length === 3 && inner === 'uri') ? 'instance-uri' : undefined;
    case 'identity': {
      const isWhole = path.length === (name === 'impersonationChain' ? 3 : 2);
      return isWhole ? identityKinds[String(name)] : undefined;
    }
    default:
      return undefined;
  }
}
