/** A term that the project does not use, and the one that it uses instead. */
export interface ForbiddenWord {
  readonly pattern: RegExp;
  readonly say: string;
}

/** Only terms that have no other meaning here. */
export const forbiddenWords: readonly ForbiddenWord[] = [
  { pattern: /\b(cloud|alloy) proxy\b/i, say: 'Auth Proxy' },
  { pattern: /(?<!['"_])\bDSNs?\b(?!['":])/, say: 'instance URI, or URL' },
  { pattern: /\binstance (path|connection name)\b/i, say: 'instance URI' },
  { pattern: /\biamAuth\b|\bpasswordless\b|\bnative login\b/i, say: 'auth mode "iam" or "built-in"' },
  { pattern: /\bauto[- ]IAM\b(?!-authn)/, say: 'automatic IAM database authentication' },
  { pattern: /\bprivate link\b/i, say: 'Private Service Connect' },
  { pattern: /\brestartable init container/i, say: 'native sidecar' },
  { pattern: /\b(legacy|regular|normal) sidecar/i, say: 'classic sidecar' },
  { pattern: /\b(plain|normal) init container/i, say: 'regular init container' },
  { pattern: /\bIRSA\b/, say: 'Workload Identity' },
  { pattern: /\bk8s ?SA\b/i, say: 'Kubernetes service account' },
  { pattern: /\b(robot|Google) account\b/i, say: 'IAM service account' },
  { pattern: /\bIMDS\b/, say: 'metadata server' },
  { pattern: /\bGUCs?\b/, say: 'database flag' },
  { pattern: /\bmaster\b(?! branch)/i, say: 'primary' },
  { pattern: /\bcontrol plane endpoint\b/i, say: 'Admin API endpoint' },
];
