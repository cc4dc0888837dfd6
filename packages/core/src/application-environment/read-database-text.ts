/** What one text says of a database: a URL, a JDBC URL, or keywords and values. */
export interface DatabaseText {
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly database?: string;
  readonly password?: string;
  readonly sslMode?: string;
}

/** The names under which drivers take the same thing, in query parameters and in keywords. */
const keywords: Readonly<Record<string, keyof DatabaseText>> = {
  host: 'host',
  hostaddr: 'host',
  server: 'host',
  port: 'port',
  user: 'user',
  username: 'user',
  'user id': 'user',
  dbname: 'database',
  database: 'database',
  password: 'password',
  sslmode: 'sslMode',
  'ssl mode': 'sslMode',
};

/**
 * Reads `postgres://…`, `postgresql://…` (also as SQLAlchemy writes it, `postgresql+psycopg://…`), `jdbc:postgresql://…`,
 * libpq's `host=… dbname=…` and Npgsql's `Host=…;Database=…`. Undefined for anything else. Of several hosts the first counts.
 * Source: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING
 */
export function readDatabaseText(text: string): DatabaseText | undefined {
  // "postgres:17" is an image.
  const [, rest] = /^\s*(?:jdbc:postgresql:|postgres(?:ql)?(?:\+\w+)?:(?=\/\/))(.*)$/is.exec(text) ?? [];
  return rest === undefined ? readKeywords(text) : readUrl(rest.trim());
}

function readUrl(rest: string): DatabaseText {
  if (!rest.startsWith('//')) return withoutEmpty({ database: decode(rest.replace(/[?#].*$/s, '')) });
  const [, authority = '', path = '', query = ''] = /^\/\/([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?/s.exec(rest) ?? [];
  const at = authority.lastIndexOf('@');
  const [user = '', ...password] = at < 0 ? [] : authority.slice(0, at).split(':');
  const [first = ''] = authority.slice(at + 1).split(',');
  const [, address = '', port] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(first) ?? [];
  return {
    ...withoutEmpty({
      host: decode(address.replace(/^\[(.*)\]$/, '$1')),
      port: portIn(port),
      user: decode(user),
      password: decode(password.join(':')),
      database: decode(path),
    }),
    ...readPairs(query.split('&').map((pair) => split(pair).map((part) => decode(part.replaceAll('+', '%20'))))),
  };
}

/** A text is taken for keywords only where it names both a host and what is there. */
function readKeywords(text: string): DatabaseText | undefined {
  if (!/(^|[\s;])(host|hostaddr|server)\s*=/i.test(text) || !/(^|[\s;])(dbname|database|user|username|user id)\s*=/i.test(text))
    return undefined;
  const pairs = text.includes(';')
    ? text.split(';').map((pair) => split(pair))
    : [...text.matchAll(/(\w+)\s*=\s*('(?:[^'\\]|\\.)*'|\S*)/gs)].map(([, name = '', value = '']) => [name, unquoted(value)]);
  const read = readPairs(pairs);
  return read.host === undefined ? undefined : read;
}

function readPairs(pairs: readonly (readonly string[])[]): DatabaseText {
  const read: Partial<Record<keyof DatabaseText, string | number>> = {};
  for (const [name = '', value = ''] of pairs) {
    const key = name.trim().toLowerCase();
    const field = Object.hasOwn(keywords, key) ? keywords[key] : undefined;
    const found = field === 'port' ? portIn(value.trim()) : value.trim();
    if (field && found !== undefined && found !== '') read[field] = found;
  }
  return read as DatabaseText;
}

/** A TCP port, or undefined for a text that is none. */
export function portIn(text: string | undefined): number | undefined {
  const [first = ''] = text?.split(',') ?? [];
  const port = /^\d{1,5}$/.test(first) ? Number(first) : 0;
  return port > 0 && port < 65_536 ? port : undefined;
}

function split(pair: string): readonly string[] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

function unquoted(value: string): string {
  return value.startsWith("'") ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withoutEmpty(fields: { readonly [Field in keyof DatabaseText]: DatabaseText[Field] | undefined }): DatabaseText {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as DatabaseText;
}
