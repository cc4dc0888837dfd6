import type { EventLog } from '../log/event-log';
import { hasIamAuthentication, type Instance } from '../spec/emulator-model';
import { logSeparator } from './server-configuration';

/** A line of a server's log, taken apart. */
interface LogLine {
  readonly sqlState: string;
  readonly user: string;
  readonly database: string;
  readonly severity: string;
  readonly text: string;
}

/** Reads the log of a PostgreSQL, and says in the emulator's log what was missing when it refused something. */
export class ServerLog {
  readonly #instance: Instance;
  readonly #log: EventLog;
  readonly #waiting = new Map<string, () => void>();
  readonly #complaints: string[] = [];
  #rest = '';

  constructor(instance: Instance, log: EventLog) {
    this.#instance = instance;
    this.#log = log;
  }

  /** Fulfilled when the server says that it takes connections. */
  get ready(): Promise<void> {
    return new Promise((resolve) => this.#waiting.set('ready', resolve));
  }

  /** What the server complained of first, as the end of a sentence: what follows is mostly that it gives up. */
  get complaint(): string | undefined {
    return this.#complaints[0]?.replace(/ in file ".*" line \d+$/, '');
  }

  read(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    const read = lines.flatMap((line) => parseLine(line) ?? this.#unreadable(line));
    for (const [index, line] of read.entries()) {
      const detail = read[index + 1]?.severity === 'DETAIL' ? read[index + 1]?.text : undefined;
      this.#take(line, detail ?? '');
    }
  }

  // Before the configuration is read, lines come without the fields in front.
  #unreadable(line: string): readonly LogLine[] {
    const [, severity = '', text = ''] = /\b(FATAL|PANIC|LOG|ERROR|HINT|DETAIL): {2}(.*)$/.exec(line) ?? [];
    return text ? [{ sqlState: '', user: '', database: '', severity, text }] : [];
  }

  #take(line: LogLine, detail: string): void {
    if (line.severity === 'LOG' && /^database system is ready to accept (read-only )?connections$/.test(line.text))
      this.#waiting.get('ready')?.();
    if (
      line.severity === 'FATAL' ||
      line.severity === 'PANIC' ||
      (line.severity === 'LOG' && /^invalid value|^unrecognized|^parameter /.test(line.text))
    ) {
      this.#complaints.push(line.text.replace(/\.$/, ''));
    }
    this.#explain(line, detail);
  }

  /** Source of the codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
  #explain({ sqlState, user, database, text }: LogLine, detail: string): void {
    const instance = this.#instance.uri.toString();
    const reason = text.replace(/\.$/, '');
    switch (sqlState) {
      case '3D000':
        return this.#log.record('database-missing', instance, { database, user });
      case '28P01':
      case '28000':
        if (!/^Role ".*" does not exist/.test(detail) && !/^role ".*" does not exist/.test(text))
          return this.#log.record('password-wrong', instance, { user });
        return this.#log.record('database-user-missing', instance, {
          user,
          auth: hasIamAuthentication(this.#instance) && user.includes('@') ? 'iam' : 'built-in',
        });
      case '42501':
        return this.#log.record('grant-missing', instance, { user, database, reason });
      case '25006':
        if (this.#instance.type === 'READ_POOL') this.#log.record('write-on-read-pool', instance, { user, reason });
        return;
      case '53300':
        return this.#log.record('too-many-connections', instance, { user });
      default:
    }
  }
}

function parseLine(line: string): LogLine | undefined {
  const [sqlState, user, database, rest] = line.split(logSeparator);
  if (sqlState === undefined || user === undefined || database === undefined || rest === undefined) return undefined;
  const [, severity, text] = /^(\w+): {2}(.*)$/.exec(rest) ?? [];
  return severity === undefined || text === undefined ? undefined : { sqlState, user, database, severity, text };
}
