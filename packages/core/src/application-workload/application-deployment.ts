import { mergeJson } from '../kubernetes/json';
import type { Manifest } from '../kubernetes/manifest';
import { applicationContainer } from './application-container';
import type { ApplicationWorkload } from './read-application-workload';

/** Where an application runs, and what its pods are selected by. */
export interface ApplicationPlace {
  /** Value of the label that its pods are selected by. It stays: the selector of a Deployment cannot be changed. */
  readonly label: string;
  /**
   * Namespace of the Deployment.
   * @default - none is written
   */
  readonly namespace?: string | undefined;
  /**
   * Labels of the organisation.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>> | undefined;
}

/** What the pods of an application are selected by. */
export function applicationSelector(label: string): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': label };
}

/** The Deployment of an application, without a proxy. */
export function applicationDeployment(application: ApplicationWorkload, { label, namespace, labels }: ApplicationPlace): Manifest {
  const selector = applicationSelector(label);
  const all = { ...labels, ...selector };
  const { name, replicas, podSpec } = application;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { labels: all, ...(name !== undefined && { name }), ...(namespace !== undefined && { namespace }) },
    spec: {
      replicas,
      selector: { matchLabels: selector },
      template: { metadata: { labels: all }, spec: mergeJson({ containers: [applicationContainer(application)] }, podSpec) },
    },
  };
}
