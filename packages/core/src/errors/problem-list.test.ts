import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ModelError } from './model-error';
import { ProblemList } from './problem-list';
import { problemFactory } from './problem-table';

const problem = problemFactory({
  'too-long': { message: '{value} has {count} letters.', repair: 'Use fewer than {count}.' },
  empty: { message: 'Nothing is here.', repair: 'Write something.' },
});

describe('a list of problems', () => {
  it('throws nothing when it is empty', () => {
    const problems = new ProblemList();
    problems.throwIfAny();
    expect(problems.isEmpty).toBe(true);
  });

  it('throws one problem as one line', () => {
    const problems = new ProblemList();
    problems.add(problem('empty', 'name', {}));
    expect(() => problems.throwIfAny()).toThrow(new ModelError([problem('empty', 'name', {})]));
    expect(() => problems.throwIfAny()).toThrow('name: Nothing is here. Write something.');
  });

  it('throws all problems at once, with the code of the first', () => {
    const problems = new ProblemList();
    problems.add(problem('too-long', 'name', { value: '"$&"', count: 3 }), problem('empty', 'other', {}));
    const thrown = ((): unknown => {
      try {
        return problems.throwIfAny();
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(ModelError);
    expect(thrown).toBeInstanceOf(Error);
    expect(thrown).toMatchObject({
      name: 'ModelError',
      code: 'too-long',
      message: '2 problems:\n  - name: "$&" has 3 letters. Use fewer than 3.\n  - other: Nothing is here. Write something.',
    });
  });

  it('prints each problem once when nobody catches it', () => {
    const error = new ModelError([problem('empty', 'name', {})]);
    expect(inspect(error).split('Nothing is here.')).toHaveLength(2);
    expect(error.problems).toEqual([problem('empty', 'name', {})]);
  });

  it('does not show a value at a place that may hold a secret', () => {
    expect(problem('too-long', 'options.password', { value: '"hunter2"', count: 3 }).message).toBe('What is written here has 3 letters.');
    expect(problem('too-long', 'options.password', { value: 'null', count: 3 }).message).toBe('null has 3 letters.');
    expect(problem('too-long', 'options.users[0].loginToken.text', { value: '"hunter2"', count: 3 }).message).not.toContain('hunter2');
  });

  it('gathers the problems of a step that throws them, and lets every other error pass', () => {
    const problems = new ProblemList();
    expect(problems.attempt(() => 5)).toBe(5);
    expect(
      problems.attempt(() => {
        throw new ModelError([problem('empty', 'name', {})]);
      }),
    ).toBeUndefined();
    expect(problems.all.map(({ code }) => code)).toEqual(['empty']);
    expect(() =>
      problems.attempt(() => {
        throw new TypeError('a bug');
      }),
    ).toThrow(TypeError);
  });
});
