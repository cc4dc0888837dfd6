import { expect, it } from 'vitest';
import { inWordsOfPod } from './words-of-pod';

const words = { '127.1.2.3': '127.0.0.1', '/dev/shm/x/0': '/csql' };

it('says what a pod would say, wherever it stands', () => {
  const seen = { host: '127.1.2.3', log: ['Listening on 127.1.2.3:5432', 'connect ENOENT /dev/shm/x/0/.s.PGSQL.5432'], port: 5432 };
  expect(inWordsOfPod(seen, words)).toEqual({
    host: '127.0.0.1',
    log: ['Listening on 127.0.0.1:5432', 'connect ENOENT /csql/.s.PGSQL.5432'],
    port: 5432,
  });
});

it('leaves longer addresses alone', () => {
  expect(inWordsOfPod('127.1.2.34 and 1.127.1.2.3', words)).toBe('127.1.2.34 and 1.127.1.2.3');
});
