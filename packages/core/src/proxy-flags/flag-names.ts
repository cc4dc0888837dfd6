/** The name of an option of ours: `auto-iam-authn` is `autoIamAuthn`. */
export type OptionName<Name extends string> = Name extends `${infer Head}-${infer Tail}` ? `${Head}${Capitalize<OptionName<Tail>>}` : Name;

/** The name of the option of a flag: `auto-iam-authn` is `autoIamAuthn`. */
export function optionName<Name extends string>(flag: Name): OptionName<Name> {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()) as OptionName<Name>;
}

/** What all environment variables of the Auth Proxy start with. */
export const environmentPrefix = 'ALLOYDB_PROXY_';

/**
 * The environment variable of a flag: `auto-iam-authn` is `ALLOYDB_PROXY_AUTO_IAM_AUTHN`.
 * Source: https://github.com/GoogleCloudPlatform/alloydb-auth-proxy/blob/v1.17.1/cmd/root.go#L815
 */
export function environmentVariable(flag: string): string {
  return environmentPrefix + flag.toUpperCase().replaceAll('-', '_');
}
