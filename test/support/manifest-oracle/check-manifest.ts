import type { V1ObjectMeta, V1Service, V1StatefulSet } from '@kubernetes/client-node';
import { checkCustomResource } from './check-custom-resource';
import { checkFields } from './check-fields';
import { checkMetadata } from './check-metadata';
import { checkPod } from './check-pod';
import { checkService } from './check-service';
import { checkWorkload } from './check-workload';
import type { Complain, Complaint } from './complaint';
import { kindTable } from './kind-table';
import { podTemplateOf } from './pod-template';

interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: V1ObjectMeta;
}

/**
 * Judges one object of a manifest as strictly as an API server does with `--validate=strict`, without one: unknown fields, wrong types,
 * missing fields, and then what a server checks beyond the schema. A manifest that is right gives an empty list.
 */
export function checkManifest(manifest: unknown): readonly Complaint[] {
  const complaints: Complaint[] = [];
  const complain: Complain = (path, message) => complaints.push({ path, message });
  const object = manifest as KubernetesObject;
  if (typeof object?.apiVersion !== 'string' || typeof object.kind !== 'string') {
    return [{ path: '', message: 'a manifest has an apiVersion and a kind' }];
  }
  const known = kindTable.find(({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind);
  if (known !== undefined) {
    checkFields(object, known.model, '', complain);
  } else if (checkCustomResource(object, complain)) {
    checkFields(object.metadata, 'V1ObjectMeta', 'metadata', complain);
  } else {
    complain('', `unknown kind: ${object.kind} of ${object.apiVersion}`);
  }
  // The other checks rely on the types.
  if (complaints.length === 0) checkBeyondTheSchema(object, complain);
  return complaints;
}

function checkBeyondTheSchema(object: KubernetesObject, complain: Complain): void {
  const known = kindTable.find(({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind);
  checkMetadata(object.metadata ?? {}, 'metadata', known?.name ?? 'dns-subdomain', complain);
  if ('status' in object) complain('status', 'only the server writes this field');
  if (object.kind === 'Service' && object.apiVersion === 'v1') checkService(object as unknown as V1Service, complain);
  const found = podTemplateOf(object);
  if (found === undefined) return;
  const { template, path } = found;
  const prefix = path === '' ? '' : `${path}.`;
  if (path !== '') checkMetadata(template.metadata ?? {}, `${prefix}metadata`, 'none', complain);
  checkWorkload(object, template, path, complain);
  const claims = object.kind === 'StatefulSet' ? (object as unknown as V1StatefulSet).spec?.volumeClaimTemplates : undefined;
  const claimed = (claims ?? []).flatMap(({ metadata }) => metadata?.name ?? []);
  if (template.spec === undefined) complain(`${prefix}spec`, 'required');
  else checkPod(template.spec, `${prefix}spec`, claimed, complain);
}
