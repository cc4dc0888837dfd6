import { type Problem, quote } from '@alloydb-gke/core';
import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { problem } from './cdk8s-codes';
import { isWorkload } from './workload-selector';

/** The workload that a construct is or stands for, or what is wrong with it. */
export type WorkloadOf = { readonly workload: ApiObject } | { readonly problem: Problem };

/** Finds the workload of something that was given as one. */
export function workloadOf(value: unknown, path: string): WorkloadOf {
  if (!isConstruct(value)) return { problem: notAConstruct(value, path) };
  const workload = apiObjectOf(value);
  if (!workload) return { problem: problem('construct-not-a-workload', path, { construct: value.node.path }) };
  if (isWorkload(workload, {})) return { workload };
  const { apiVersion, kind, node } = workload;
  return { problem: problem('kind-not-known', path, { construct: node.path, kind, apiVersion }) };
}

/** The problem of something that is no construct, where one is wanted. */
export function notAConstruct(value: unknown, path: string): Problem {
  if (Array.isArray(value)) return problem('list-of-constructs', path, {});
  return problem('not-a-construct', path, { value: quote(value) });
}

/** Whether something is a construct, of whichever copy of the library. */
export function isConstruct(value: unknown): value is IConstruct {
  if (typeof value !== 'object' || value === null || !('node' in value)) return false;
  const { node } = value;
  return typeof node === 'object' && node !== null && 'findAll' in node && typeof node.findAll === 'function';
}

function apiObjectOf(construct: IConstruct): ApiObject | undefined {
  if (ApiObject.isApiObject(construct)) return construct;
  const child = construct.node.defaultChild;
  return child && apiObjectOf(child);
}
