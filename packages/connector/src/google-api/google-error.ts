/** What an error of a Google API says. Source: https://google.aip.dev/193 */
export interface GoogleError {
  readonly message: string;
  /** Why, for programs: `IAM_PERMISSION_DENIED`. */
  readonly reason: string | undefined;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Reads the body of a refusal, as far as it has the form of one. */
export function readGoogleError(text: string): GoogleError {
  const error = asObject(asObject(parsed(text))['error']);
  const details = Array.isArray(error['details']) ? error['details'] : [];
  const info = details.map(asObject).find((detail) => typeof detail['reason'] === 'string');
  const { message } = error;
  return {
    message: typeof message === 'string' ? message : text.replace(/<[^>]*>/g, ' '),
    reason: info?.['reason'] as string | undefined,
    metadata: asObject(info?.['metadata']),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
