import type { DatabaseTarget } from '@alloydb-gke/core';

/** What a stand-in for the program of an application is told. It is one argument, as JSON, and holds no secret. */
export interface ClientSettings {
  /** The container that it stands in for. */
  readonly container: string;
  /** An application goes on until SIGTERM; a task tries once, and ends. */
  readonly role: 'application' | 'task';
  /** How long an application goes on after SIGTERM. */
  readonly drainSeconds: number;
  /**
   * The databases, where their addresses are not those of the variables. A password is taken from the variables all the same.
   * @default - the databases that the variables name
   */
  readonly targets?: readonly DatabaseTarget[];
  /**
   * Databases that no variable leads to, and that are tried all the same.
   * @default - none
   */
  readonly unnamedTargets?: readonly DatabaseTarget[];
  /**
   * Folders that are mounted into the container, by their path there, and where they really are.
   * @default - none
   */
  readonly socketFolders?: Readonly<Record<string, string>>;
  /**
   * Where a task posts to when it is done, to end a classic sidecar.
   * @default - nowhere
   */
  readonly quitUrls?: readonly string[];
}

/** The settings in the argument of a client. */
export function readClientSettings(argument: string | undefined): ClientSettings {
  if (argument === undefined) throw new TypeError('The client needs its settings as one argument of JSON.');
  return JSON.parse(argument) as ClientSettings;
}
