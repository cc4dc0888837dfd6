import { applicationSelector, type ProblemList, readWholeNumber } from '@alloydb-gke/core';
import { Service } from '@pulumi/kubernetes/core/v1';
import { type CustomResourceOptions, type Input, output } from '@pulumi/pulumi';
import type { ApplicationServiceArgs } from './alloydb-application-args';
import { checked } from './checked-input';

/** What a Service leads to. */
export interface ServedApplication {
  /** Its name, and what the pods are selected by. */
  readonly label: Input<string>;
  readonly namespace: unknown;
  readonly port: Input<number> | undefined;
}

/** The Service in front of an application, once everything else is right. */
export function applicationService(
  name: string,
  { port = 80, type = 'ClusterIP', annotations }: ApplicationServiceArgs,
  problems: ProblemList,
): (application: ServedApplication, options: CustomResourceOptions) => Service {
  const outside = checked(port, `${name}.service.port`, problems, (value, path, found) => {
    readWholeNumber(value, path, 1, found, 65_535);
  });
  return ({ label, namespace, port: targetPort }, options) => {
    const selector = typeof label === 'string' ? applicationSelector(label) : output(label).apply(applicationSelector);
    const metadata = { name: label, labels: selector, ...(annotations !== undefined && { annotations }) };
    return new Service(
      `${name}-service`,
      {
        metadata: { ...metadata, ...(namespace !== undefined && { namespace: namespace as Input<string> }) },
        spec: { type, selector, ports: [{ name: 'app', port: outside as Input<number>, targetPort: targetPort as Input<number> }] },
      },
      options,
    );
  };
}
