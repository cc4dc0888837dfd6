/** How the command can end, and what that means. A program may rely on the numbers. */
export const exitCodes = {
  done: { code: 0, meaning: 'It did what it was asked to, or was ended by Ctrl-C or SIGTERM while it ran.' },
  bug: { code: 1, meaning: 'It has a bug. It prints where, and its version: please report both.' },
  usage: { code: 2, meaning: 'The command line is wrong. It says what it takes.' },
  input: { code: 3, meaning: 'A file cannot be read or written, or what is in it is wrong. It says every mistake at once.' },
  machine: {
    code: 4,
    meaning: 'This machine does not allow it: PostgreSQL is missing, a port is in use, a folder is full. It says what to do.',
  },
  ended: { code: 5, meaning: 'It was running and had to end: PostgreSQL was killed, for instance. It says why.' },
  failed: { code: 6, meaning: 'The rehearsal took place, and not everything came true. It says what, why, and what repairs it.' },
  proxy: { code: 7, meaning: 'The Auth Proxy of the version that is needed is not there, or cannot be had. It says what to do.' },
  interrupted: { code: 130, meaning: 'It was ended by Ctrl-C or SIGTERM before it was ready, or before the rehearsal was over.' },
} as const;

/** A name of the table of exit codes. */
export type ExitCodeName = keyof typeof exitCodes;
