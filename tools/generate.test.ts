import { expect, it } from 'vitest';
import { generators } from './generate';

it('every generated document says at its top that it is generated, and by what', async () => {
  for (const { path, content } of await generators()) {
    // JSON has no comments: there it is the field `$comment`.
    const top = (await content())
      .split('\n')
      .slice(0, path.endsWith('.json') ? 4 : 1)
      .join('\n');
    expect(top, path).toMatch(/generated .*tools\/generators\/[a-z-]+\.ts/i);
  }
});

it('no two generators write the same document', async () => {
  const paths = (await generators()).map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
});
