import type { Input } from '@pulumi/pulumi';

/** The user that the cluster is made with. */
export interface InitialUserArgs {
  /**
   * Its name.
   * @default 'postgres'
   */
  user?: Input<string>;
  /** Its password. It is handed on, and is a secret in the state. */
  password: Input<string>;
  /**
   * Changes when the password does: only then it is written again.
   * @default '1'
   */
  passwordVersion?: Input<string>;
}

/** A user with a password. */
export interface BuiltInUserArgs {
  /** Its password. It is handed on, and is a secret in the state. */
  password: Input<string>;
  /**
   * Changes when the password does: only then it is written again.
   * @default '1'
   */
  passwordVersion?: Input<string>;
  /**
   * PostgreSQL roles that it is a member of.
   * @default - none
   */
  databaseRoles?: Input<Input<string>[]>;
}

/** A user that logs in by IAM. */
export interface IamUserArgs {
  /** E-mail of the IAM service account, or of the person. */
  account: Input<string>;
  /**
   * Further PostgreSQL roles that it is a member of.
   * @default - none
   */
  databaseRoles?: Input<Input<string>[]>;
}
