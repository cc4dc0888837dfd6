import type { EventLog } from '../log/event-log';
import { hasIamAuthentication, type Instance } from '../spec/emulator-model';
import { logSeparator } from './server-configuration';

/** A line of a server's log, taken apart. */
interface LogLine {
  readonly sqlState: string;
  /** The kind of process that says it. */
  readonly process: string;
  readonly user: string;
  readonly database: string;
  readonly severity: string;
  readonly text: string;
}

/** How long the detail of a line may be on its way, in milliseconds. */
const patience = 50;

/** How long before the end a server may have said why, in milliseconds. */
const recently = 10_000;

/** Reads the log of a PostgreSQL, and says in the emulator's log what was missing when it refused something. */
export class ServerLog {
  readonly #instance: Instance;
  readonly #log: EventLog;
  readonly #waiting = new Map<string, () => void>();
  readonly #complaints: { readonly text: string; readonly time: number }[] = [];
  #rest = '';
  #waitsForDetail: LogLine | undefined;

  constructor(instance: Instance, log: EventLog) {
    this.#instance = instance;
    this.#log = log;
  }

  /** Fulfilled when the server says that it takes connections. */
  get ready(): Promise<void> {
    return new Promise((resolve) => this.#waiting.set('ready', resolve));
  }

  /** What the server complained of first of late, as the end of a sentence: what follows is mostly that it gives up. */
  get complaint(): string | undefined {
    return this.#complaints.find(({ time }) => performance.now() - time < recently)?.text.replace(/ in file ".*" line \d+$/, '');
  }

  read(chunk: string): void {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines.flatMap((one) => parseLine(one) ?? this.#unreadable(one))) this.#take(line);
    // The detail is mostly in the same chunk; where there is none, nothing else need come for long.
    const waiting = this.#waitsForDetail;
    if (waiting) setTimeout(() => this.#waitsForDetail === waiting && this.#explainWaiting(''), patience).unref();
  }

  // Before the configuration is read, lines come without the fields in front.
  #unreadable(line: string): readonly LogLine[] {
    const [, severity = '', text = ''] = /\b(FATAL|PANIC|LOG|ERROR|HINT|DETAIL): {2}(.*)$/.exec(line) ?? [];
    return text ? [{ sqlState: '', process: '', user: '', database: '', severity, text }] : [];
  }

  #take(line: LogLine): void {
    this.#explainWaiting(line.severity === 'DETAIL' ? line.text : '');
    if (line.severity === 'LOG' && /^database system is ready to accept (read-only )?connections$/.test(line.text)) this.#beReady();
    if (
      // What is fatal for a client alone says nothing of the server; one that follows another tries again.
      (line.severity === 'FATAL' && line.user === '' && line.process !== 'walreceiver') ||
      line.severity === 'PANIC' ||
      (line.severity === 'LOG' && /^invalid value|^unrecognized|^parameter /.test(line.text))
    ) {
      this.#complaints.push({ text: line.text.replace(/\.$/, ''), time: performance.now() });
    }
    if (isRefusedLogin(line)) this.#waitsForDetail = line;
    else if (/^(ERROR|FATAL|PANIC)$/.test(line.severity)) this.#explain(line, '');
  }

  /** Whatever it complained of, it has got over it. */
  #beReady(): void {
    this.#complaints.length = 0;
    this.#waiting.get('ready')?.();
  }

  #explainWaiting(detail: string): void {
    const line = this.#waitsForDetail;
    this.#waitsForDetail = undefined;
    if (line) this.#explain(line, detail);
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
      case '53100':
        return this.#log.record('disk-full', instance, { instance, reason });
      case '53300':
        return this.#log.record('too-many-connections', instance, { user });
      default:
    }
  }
}

/** Whether only the detail tells a missing user from a wrong password. */
function isRefusedLogin({ sqlState, severity, text }: LogLine): boolean {
  return severity === 'FATAL' && (sqlState === '28P01' || sqlState === '28000') && !/^role ".*" does not exist/.test(text);
}

function parseLine(line: string): LogLine | undefined {
  const [sqlState, process, user, database, rest] = line.split(logSeparator);
  if (sqlState === undefined || process === undefined || user === undefined || database === undefined || rest === undefined)
    return undefined;
  const [, severity, text] = /^(\w+): {2}(.*)$/.exec(rest) ?? [];
  return severity === undefined || text === undefined ? undefined : { sqlState, process, user, database, severity, text };
}
