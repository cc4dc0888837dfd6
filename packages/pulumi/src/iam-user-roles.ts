import { type Input, type Output, output } from '@pulumi/pulumi';

/** The role that every IAM database user is a member of. Source: https://cloud.google.com/alloydb/docs/database-users/manage-iam-auth */
const iamUserRole = 'alloydbiamuser';

/** The roles of an IAM database user, as Google lists them: its own first. */
export function iamUserRoles(further: Input<Input<string>[]> | undefined): Output<string[]> {
  return output(further ?? []).apply((more) => [iamUserRole, ...more.filter((one) => one !== iamUserRole)]);
}
