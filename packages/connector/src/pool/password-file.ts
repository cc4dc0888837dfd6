import { readFile } from 'node:fs/promises';
import { connectorError } from '../errors/connector-error';
import { quote, reasonOf } from '../errors/quote';

/**
 * Reads the file for each connection: a rotated Secret changes it below a running pod. A line end behind the password is not part
 * of it.
 *
 * @throws ConnectorError `password-file-unreadable`, as a rejection
 */
export function passwordFromFile(file: string): () => Promise<string> {
  return async () => {
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      throw connectorError('password-file-unreadable', { file: quote(file), reason: reasonOf(error) }, { cause: error });
    }
    return text.replace(/\r?\n$/, '');
  };
}
