import { isServiceAccountEmail } from '../identity/service-account-email';
import { readGoDuration } from './go-duration';
import { readGoBool, readGoInt, readGoUint } from './go-number';
import { readIpAddress } from './ip-address';

/** That a secret is given (`hidden`) or given empty. The secret itself is never kept. */
export type HiddenValue = 'hidden' | '';

/** The types of the options, by the kind of their value. */
export interface KindTypes {
  /** On or off. */
  readonly switch: boolean;
  /** A local TCP port. */
  readonly port: number;
  /** A number of things. */
  readonly count: number;
  /** One in so many. */
  readonly 'sample-rate': number;
  /** The port of the health or admin server. */
  readonly 'server-port': number;
  /** A duration as Go writes it: `1m30s`. */
  readonly duration: string;
  /** An address to listen on. */
  readonly 'ip-address': string;
  /** An address of the health or admin server. */
  readonly 'server-address': string;
  /** A file or a folder. */
  readonly 'absolute-path': string;
  /** An endpoint. */
  readonly url: string;
  /** A universe of Google Cloud. */
  readonly domain: string;
  /** Any text. */
  readonly text: string;
  /** What goes before the names of metrics. */
  readonly 'metric-prefix': string;
  /** IAM service accounts, the target first. */
  readonly accounts: readonly string[];
  /** Words with a space between them in an argument. */
  readonly words: readonly string[];
  /** That there is a secret, never the secret. */
  readonly secret: HiddenValue;
  /** Something to do instead of serving: printing the help. */
  readonly action: boolean;
}

/** What the value of a flag means. */
export type ValueKind = keyof KindTypes;

/** How values of one kind are read, checked and written. */
export interface ValueKindRow {
  /** What a value must be, to complete "must be …". */
  readonly rule: string;
  /** The same for an option, where that is not written as it stands in an argument. */
  readonly optionRule?: string;
  /** The value in an argument, or undefined where the text holds none. */
  readonly read: (text: string) => KindTypes[ValueKind] | undefined;
  /** Whether the value keeps to the rule. */
  readonly fits: (value: unknown) => boolean;
  /** Whether the Auth Proxy takes the text, rule or not. What it does not take, it refuses at start. */
  readonly isTaken: (text: string) => boolean;
}

const anything = (): boolean => true;
const asIs = (text: string): string => text;
const isText = (value: unknown): value is string => typeof value === 'string';
const list = (separator: string) => (text: string) => text.split(separator).filter((part) => part !== '');
const isListOf = (value: unknown, fits: (part: string) => boolean): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((part) => isText(part) && fits(part));
const isNumberFrom = (value: unknown, least: number, most = Number.MAX_SAFE_INTEGER): boolean =>
  Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
const safeNumber = (value: bigint | undefined): number | undefined =>
  value === undefined || !Number.isSafeInteger(Number(value)) ? undefined : Number(value);
const textKind = (rule: string, pattern: RegExp): ValueKindRow => ({
  rule,
  read: asIs,
  fits: (value) => isText(value) && pattern.test(value),
  isTaken: anything,
});

const integer = { read: (text: string) => safeNumber(readGoInt(text)), isTaken: (text: string) => readGoInt(text) !== undefined };
const boolean = { read: readGoBool, isTaken: (text: string) => readGoBool(text) !== undefined };

export const valueKinds: Readonly<Record<ValueKind, ValueKindRow>> = {
  switch: { ...boolean, rule: 'true or false', fits: (value) => typeof value === 'boolean' },
  action: { ...boolean, rule: 'true or false', fits: (value) => typeof value === 'boolean' },
  // Port 0 is a problem of its own, with a sentence of its own.
  port: { ...integer, rule: 'a port number from 1 to 65535', fits: (value) => isNumberFrom(value, 0, 65535) },
  'sample-rate': { ...integer, rule: 'a whole number of at least 1', fits: (value) => isNumberFrom(value, 1) },
  count: {
    rule: `a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`,
    read: (text) => safeNumber(readGoUint(text)),
    fits: (value) => isNumberFrom(value, 0),
    isTaken: (text) => readGoUint(text) !== undefined,
  },
  'server-port': {
    rule: 'a port number from 1 to 65535',
    read: (text) => (/^\+?[0-9]{1,15}$/.test(text) ? Number(text) : undefined),
    fits: (value) => isNumberFrom(value, 0, 65535),
    isTaken: anything,
  },
  duration: {
    rule: 'a duration with a unit, of zero or more, such as 30s or 1m30s',
    read: (text) => (readGoDuration(text) === undefined ? undefined : text),
    fits: (value) => isText(value) && (readGoDuration(value) ?? -1n) >= 0n,
    isTaken: (text) => readGoDuration(text) !== undefined,
  },
  'ip-address': {
    rule: 'an IP address such as 127.0.0.1',
    read: asIs,
    fits: (value) => isText(value) && readIpAddress(value) !== undefined,
    isTaken: (text) => readIpAddress(text) !== undefined,
  },
  'server-address': {
    rule: 'an IP address such as 0.0.0.0, or localhost',
    read: asIs,
    fits: (value) => isText(value) && (value === 'localhost' || readIpAddress(value) !== undefined),
    isTaken: anything,
  },
  'absolute-path': textKind('an absolute path', /^\/[^\p{Cc}]*$/u),
  url: textKind(
    'an http or https URL such as https://alloydb.googleapis.com',
    /^https?:\/\/([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:[0-9]{1,5})?(\/[\w./~-]*)?$/i,
  ),
  domain: textKind('a domain name such as example.com', /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/),
  text: textKind('text without control characters, and not empty', /^[^\p{Cc}]+$/u),
  'metric-prefix': textKind('letters, digits and underscores, not starting with a digit', /^[a-zA-Z_][a-zA-Z0-9_]*$/),
  accounts: {
    rule: 'e-mails of IAM service accounts with commas between them, the target first',
    optionRule: 'a list of e-mails of IAM service accounts, the target first',
    read: list(','),
    fits: (value) => isListOf(value, isServiceAccountEmail),
    isTaken: anything,
  },
  words: {
    rule: 'words with a space between them, in printable ASCII',
    optionRule: 'a list of words in printable ASCII, as in ["orders/1.4"]',
    read: list(' '),
    fits: (value) => isListOf(value, (word) => /^[!-~]+$/.test(word)),
    isTaken: anything,
  },
  secret: {
    rule: 'text, and not empty',
    read: (text) => (text === '' ? '' : 'hidden'),
    fits: (value) => value === 'hidden',
    isTaken: anything,
  },
};

/** The value as it stands in an argument. */
export function writeValue(kind: ValueKind, value: unknown): string {
  if (!Array.isArray(value)) return String(value);
  return value.join(kind === 'accounts' ? ',' : ' ');
}
