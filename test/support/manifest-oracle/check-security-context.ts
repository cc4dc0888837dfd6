import type { V1PodSpec } from '@kubernetes/client-node';
import { below, type Complain } from './complaint';
import type { PlacedContainer } from './placed-container';

/** Settings of a security context that contradict each other, so that the container would never start. */
export function checkSecurityContext({ container, path }: PlacedContainer, pod: V1PodSpec, complain: Complain): void {
  const own = container.securityContext ?? {};
  const place = below(path, 'securityContext');
  const user = own.runAsUser ?? pod.securityContext?.runAsUser;
  if ((own.runAsNonRoot ?? pod.securityContext?.runAsNonRoot) === true && user === 0) {
    complain(below(place, 'runAsUser'), 'user 0 is root, and runAsNonRoot is true');
  }
  if (own.allowPrivilegeEscalation === false && (own.privileged === true || own.capabilities?.add?.includes('CAP_SYS_ADMIN'))) {
    complain(below(place, 'allowPrivilegeEscalation'), 'a privileged container can always escalate');
  }
}
