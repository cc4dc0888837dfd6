import { type JsonObject, mergeJson } from '../kubernetes/json';
import { restrictedSecurityContext } from '../kubernetes/restricted-security-context';

/** What Pod Security `restricted` asks for, and a read-only root file system. The image runs as 65532 and writes nothing. */
export const proxySecurityContext: JsonObject = mergeJson(restrictedSecurityContext, {
  readOnlyRootFilesystem: true,
  runAsGroup: 65532,
  runAsUser: 65532,
});
