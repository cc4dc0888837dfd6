import { describe, expect, it } from 'vitest';
import { endAtOnce, endInTurn } from './end-all';

describe('ending everything', () => {
  it.each([['in turn', endInTurn] as const, ['at once', endAtOnce] as const])(
    '%s goes on after a failure, and tells the first',
    async (_, end) => {
      const ended: string[] = [];
      const fail = (name: string) => async (): Promise<void> => {
        ended.push(name);
        throw new Error(name);
      };
      const well = async (): Promise<void> => void ended.push('well');
      const thrown = (): never => {
        throw new Error('thrown');
      };
      await expect(end([fail('first'), thrown, fail('second'), well])).rejects.toThrow('first');
      expect(ended).toEqual(['first', 'second', 'well']);
      await expect(end([well])).resolves.toBeUndefined();
    },
  );
});
