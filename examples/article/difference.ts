/** A value in a manifest, as differences-table.ts names it: text, a number, a switch; `absent`; or `present`, whatever it is. */
export type ManifestValue = string | number | boolean | undefined | null;

/** Nothing is there. */
export const absent = undefined;

/** Something is there, and which value it has is not the point. */
export const present = null;

/** What a difference changes in the manifests, and what to say of it in a line of a table. */
export interface ManifestDifference {
  /** What the article has. Words in backquotes are in its manifest. */
  readonly article: string;
  /** What is here. Words in backquotes are in the manifest. */
  readonly here: string;
  readonly why: string;
  /**
   * By path, as in `Deployment container[app].image`: the value in the article, the value here, and which of our two results
   * has it if not both have. A path stands for all below it.
   */
  readonly values: Readonly<Record<string, readonly [article: ManifestValue, here: ManifestValue, only?: 'built-in' | 'iam']>>;
}

export const sections = [
  'Prerequisites',
  'Step 1: Workload Identity',
  'Step 2: the IAM service account',
  'Step 3: the link between the two service accounts',
  'Step 4: the Deployment',
  'Step 5: verify',
  'Read pools',
  'IAM authentication',
  'Graceful shutdown',
  'Troubleshooting',
] as const;

/** One thing that is different here. */
export interface Difference {
  /** Its number among what is wrong or incomplete in the article; none if it is only another choice. */
  readonly number?: number;
  readonly section: (typeof sections)[number];
  readonly title: string;
  /** What the article says. */
  readonly article: string;
  /** What happens because of it. */
  readonly consequence: string;
  /** What is done here instead. */
  readonly here: string;
  /** How that is known. */
  readonly evidence: string;
  readonly inManifest?: ManifestDifference;
}
