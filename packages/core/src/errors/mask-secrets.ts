const words = 'pass|pwd|secret|token|creds|credential|authorization|bearer|jwt|signature|key';
const secretName = new RegExp(words, 'i');

const longest = 1000;

/** What stands between a name and its value: `password=`, `"token": `, `--login-token `. */
const separator = `["'\\\\\\]]*(?:\\s*(?:=>|[=:>,;|&(])|\\s)\\s*["'\\\\]*`;

/** What hides, and by what. Each takes more rather than less: what is hidden by mistake costs a reader little. */
const masks: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/-----BEGIN[\s\S]*/, '…'],
  // A password may have spaces and quotes in it, so nothing behind the word says where it ends.
  [new RegExp(`((?:${words})[\\w.-]{0,40}${separator})[\\s\\S]+`, 'i'), '$1…'],
  // A password may hold such a word itself: then its "@" is gone.
  [/(:\/\/[^:@\s]*:)[\s\S]*(?=@|…$)/g, '$1…'],
  [/(:\/\/)[^:\s]*(?=@|…$)/g, '$1…'],
  // Without a scheme. The members of IAM look the same.
  [/((?:^|[\s"'=,;(])(?!serviceAccount:|group:)[^\s:@/"'=,;(]+:)(?!\/\/)\S+(?=@|…$)/g, '$1…'],
  [/\b(Basic\s+)[\w+/=-]+/g, '$1…'],
  [/\beyJ[\w-]{8,}(?:\.[\w-]*)*/g, '…'],
  [/\b(?:ya29\.|1\/\/|AIza|GOCSPX-|gh[a-z]_)[\w.-]{8,}/g, '…'],
];

/** Whether what stands under this name may be a password, a token or a key. */
export function isSecretName(name: string): boolean {
  return secretName.test(name);
}

/** The text without what looks like a password, a token or a key. */
export function maskSecrets(text: string): string {
  // No sentence shows more, and a pattern may take the square of the length.
  const start = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return masks.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), start);
}
