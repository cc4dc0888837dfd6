/**
 * What repairs a failure. The commands of one failure (`gcloud`, `kubectl`, `sql`) belong together, in their order; `code`
 * and `yaml` are other ways to the same end.
 */
export interface Repair {
  /**
   * `code`: for our constructs. `gcloud`, `kubectl`: lines of a POSIX shell. `sql`: for psql, as an administrator.
   * `yaml`: a part of a manifest. `text`: a sentence.
   */
  readonly kind: 'code' | 'gcloud' | 'sql' | 'yaml' | 'kubectl' | 'text';
  /** The commands, the code, the part of a manifest, or the sentence. */
  readonly text: string;
}

export const code = (text: string): Repair => ({ kind: 'code', text });
export const gcloud = (text: string): Repair => ({ kind: 'gcloud', text });
export const kubectl = (text: string): Repair => ({ kind: 'kubectl', text });
export const sql = (text: string): Repair => ({ kind: 'sql', text });
export const yaml = (text: string): Repair => ({ kind: 'yaml', text });
export const sentence = (text: string): Repair => ({ kind: 'text', text });
