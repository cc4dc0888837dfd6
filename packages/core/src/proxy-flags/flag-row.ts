import type { ValueKind } from './value-kinds';

/** A command of the Auth Proxy: `serve` is the program without a subcommand. */
export type ProxyCommand = 'serve' | 'wait' | 'shutdown';

/** What must be there, beyond the arguments, for the Auth Proxy to start with a flag. */
export type FlagNeed =
  | 'nothing'
  /** Google's services within reach at start. */
  | 'network'
  /** A file that exists. */
  | 'file'
  /** A directory that exists and can be written to. */
  | 'directory'
  /** FUSE in the kernel, and `fusermount`. */
  | 'fuse'
  /** A Google credential that is found at start. */
  | 'credential'
  /** The program `gcloud`, logged in. The images have none. */
  | 'gcloud';

/** One flag of the Auth Proxy. */
export interface FlagRow {
  /** Without the dashes: `auto-iam-authn`. */
  readonly name: string;
  /** The letter of the short form. */
  readonly short?: string;
  /** The type as `--help` prints it. For `bool` it prints none. */
  readonly type: 'bool' | 'int' | 'uint' | 'duration' | 'string';
  /** The default as `--help` prints it. It prints none for the zero of a type. */
  readonly default?: string;
  /** What the value means, and so how it is typed, read, written and checked. */
  readonly kind: ValueKind;
  /** Whether it holds for the process, or can also (or only) be a query parameter behind an instance URI. */
  readonly scope: 'process' | 'process-and-instance' | 'instance';
  /** The commands that take it. */
  readonly commands: readonly ProxyCommand[];
  /** The first release that has it. */
  readonly since: string;
  /** What must be there for the Auth Proxy to start with it. */
  readonly needs: FlagNeed;
  /** Names of flags of which one must be on: without, this one has no effect. */
  readonly worksWith?: readonly string[];
  /** Its value is never written into arguments, and never shown. */
  readonly secret?: true;
  /** What it does, as a sentence. */
  readonly doc: string;
  /** The line of cmd/root.go that defines it, in the verified version. */
  readonly line: number;
}
