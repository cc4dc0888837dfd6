import { type ConnectorError, connectorError } from '../errors/connector-error';
import { foreignReason } from '../errors/quote';
import type { InstanceUri } from '../instance-uri/instance-uri';

/**
 * What the database says first, if that is that an IAM login is refused. The sentence of the database is the same whatever is
 * missing. Source of the form: https://www.postgresql.org/docs/current/protocol-message-formats.html, ErrorResponse
 */
export function loginRefusal(first: Buffer, uri: InstanceUri): ConnectorError | undefined {
  const fields = errorFields(first);
  const code = fields?.get('C');
  // The class of invalid authorisation. Source: https://www.postgresql.org/docs/current/errcodes-appendix.html
  if (code === undefined || !code.startsWith('28')) return undefined;
  const message = fields?.get('M') ?? '';
  const user = /user "([^"]*)"/.exec(message)?.[1];
  const values = { user: user === undefined ? 'the user' : `"${user}"`, project: uri.project, text: foreignReason(message) };
  return connectorError('iam-login-refused', values, { instanceUri: uri.text, cause: Object.assign(new Error(message), { code }) });
}

function errorFields(bytes: Buffer): ReadonlyMap<string, string> | undefined {
  if (bytes[0] !== 'E'.charCodeAt(0) || bytes.length < 5) return undefined;
  const end = Math.min(bytes.length, 1 + bytes.readUInt32BE(1));
  const texts = bytes.subarray(5, end).toString('utf8').split('\0');
  return new Map(texts.filter((text) => text !== '').map((text) => [text.charAt(0), text.slice(1)]));
}
