/**
 * Ends everything, one after another, whatever becomes of each.
 *
 * @throws the first error, after the last is done
 */
export async function endInTurn(ends: Iterable<() => Promise<unknown>>): Promise<void> {
  const errors: unknown[] = [];
  for (const end of ends) {
    try {
      await end();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

/** The same at once. */
export async function endAtOnce(ends: Iterable<() => Promise<unknown>>): Promise<void> {
  const begun = [...ends].map(async (end) => end());
  await Promise.allSettled(begun);
  await endInTurn(begun.map((end) => () => end));
}
