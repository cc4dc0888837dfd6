import { type ProblemList, quote, readFields, readText } from '@alloydb-gke/core';
import { permissionsOf, predefinedRoleNames } from '../iam/predefined-roles';
import type { PolicyBinding, PolicyCondition } from './emulator-spec';
import { readList, readTexts } from './read-map';
import { problem } from './spec-codes';

const bindingTable = {
  role: { meaning: 'the role, as in "roles/alloydb.client"', required: true },
  members: { meaning: 'who has it', required: true },
  condition: { meaning: 'the condition' },
} as const;

const conditionTable = {
  expression: { meaning: 'the condition in CEL', required: true },
  title: { meaning: 'what the condition is called' },
  description: { meaning: 'what the condition is for' },
} as const;

/** Source: https://cloud.google.com/iam/docs/principal-identifiers */
const member =
  /^(allUsers|allAuthenticatedUsers|group:[^\s@]+@[^\s@]+|domain:\S+|deleted:\S+|project(Owner|Editor|Viewer):\S+|serviceAccount:[^\s@]+@[^\s@]+|serviceAccount:[^\s[\]]+\.svc\.id\.goog\[[^\s/[\]]+\/[^\s/[\]]+\]|user:[^\s@]+@[^\s@]+|principal(Set)?:\/\/\S+)$/;

/** Reads the bindings of an IAM policy. Every problem is gathered. */
export function readPolicy(
  value: unknown,
  path: string,
  customRoles: ReadonlySet<string>,
  problems: ProblemList,
): readonly PolicyBinding[] {
  return readList(value, path, 'bindings', problems).map((binding, index) => {
    const at = `${path}[${index}]`;
    const fields = readFields(binding, at, bindingTable, problems) ?? {};
    const role = readText(fields['role'], `${at}.role`, problems) ?? '';
    if (fields['role'] !== undefined) checkRole(role, `${at}.role`, customRoles, problems);
    const members = readTexts(fields['members'], `${at}.members`, 'members', problems);
    for (const [place, name] of members.entries()) {
      if (!member.test(name)) problems.add(problem('member-name', `${at}.members[${place}]`, { value: quote(name) }));
    }
    const condition = readCondition(fields['condition'], `${at}.condition`, problems);
    return { role, members, ...(condition && { condition }) };
  });
}

function checkRole(role: string, path: string, customRoles: ReadonlySet<string>, problems: ProblemList): void {
  if (!/^(roles\/\S+|(projects|organizations)\/\S+\/roles\/\S+)$/.test(role))
    problems.add(problem('role-name', path, { value: quote(role) }));
  else if (permissionsOf(role) === undefined && !customRoles.has(role)) {
    problems.add(problem('role-unknown', path, { value: quote(role), known: predefinedRoleNames.join(', ') }));
  }
}

function readCondition(value: unknown, path: string, problems: ProblemList): PolicyCondition | undefined {
  if (value === undefined) return undefined;
  const fields = readFields(value, path, conditionTable, problems) ?? {};
  const expression = readText(fields['expression'], `${path}.expression`, problems) ?? '';
  const title = readText(fields['title'], `${path}.title`, problems);
  return { expression, ...(title !== undefined && { title }) };
}
