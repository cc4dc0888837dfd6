import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemText } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { readBoolean, readChoice, readFields, readList, readObject, readText, readWholeNumber } from './read-fields';

const table = {
  name: { meaning: 'the name of the thing', required: true },
  colour: { meaning: 'what it looks like' },
} as const;

const said = (read: (problems: ProblemList) => unknown): readonly string[] => {
  const problems = new ProblemList();
  read(problems);
  return problems.all.map(problemText);
};

describe('the fields of an object', () => {
  it('are read as they are', () => {
    expect(
      said((problems) =>
        expect(readFields({ name: 'x', colour: undefined }, 'thing', table, problems)).toEqual({ name: 'x', colour: undefined }),
      ),
    ).toEqual([]);
  });

  it.each([
    [{ name: 'x', color: 'red' }, ['thing: There is no field "color" here. Did you mean "colour"?']],
    [{ name: 'x', size: 5 }, ['thing: There is no field "size" here. The fields are name, colour.']],
    [{}, ['thing: The field "name" is missing. Set "name", the name of the thing.']],
    [
      { nmae: 'x' },
      [
        'thing: There is no field "nmae" here. Did you mean "name"?',
        'thing: The field "name" is missing. Set "name", the name of the thing.',
      ],
    ],
    ['text', ['thing: "text" is not an object. Write an object with the fields name, colour.']],
    [[], ['thing: [] is not an object. Write an object with the fields name, colour.']],
    [null, ['thing: null is not an object. Write an object with the fields name, colour.']],
  ])('have to be known: %j', (value, expected) => {
    expect(said((problems) => readFields(value, 'thing', table, problems))).toEqual(expected);
  });

  it('are not those that every object inherits', () => {
    const value = JSON.parse('{"name": "x", "__proto__": 1, "constructor": 2}');
    expect(said((problems) => readFields(value, 'thing', table, problems))).toHaveLength(2);
  });

  it('say what may stand there', () => {
    expect(
      said((problems) => {
        readText(5, 'text', problems);
        readChoice('C', 'choice', ['a', 'b', 'c'], problems);
        readWholeNumber(0.5, 'number', 1, problems);
        readBoolean('yes', 'boolean', problems);
        readList('x', 'list', 'a list of names', problems);
        readWholeNumber(11, 'range', 1, problems, 10);
        readObject([1], 'object', 'an object with labels', problems);
        readObject(null, 'object', 'an object with labels', problems);
      }),
    ).toEqual([
      'text: 5 is not text. Put text here.',
      'choice: "C" is not a value that this field can have. Use "a", "b" or "c".',
      'number: 0.5 is not a whole number of at least 1. Put a whole number of at least 1 here.',
      'boolean: "yes" is not true or false. Put true or false here.',
      'list: "x" is not a list of names. Put a list of names here.',
      'range: 11 is not a whole number from 1 to 10. Put a whole number from 1 to 10 here.',
      'object: [1] is not an object with labels. Put an object with labels here.',
      'object: null is not an object with labels. Put an object with labels here.',
    ]);
  });

  it('may be left out', () => {
    expect(
      said((problems) => {
        const nothing = [
          readText(undefined, 'x', problems),
          readChoice(undefined, 'x', ['a'], problems),
          readWholeNumber(undefined, 'x', 0, problems),
          readBoolean(undefined, 'x', problems),
          readList(undefined, 'x', 'a list', problems),
          readObject(undefined, 'x', 'an object', problems),
        ];
        expect(nothing).toEqual(Array(6).fill(undefined));
      }),
    ).toEqual([]);
  });

  it('never fail otherwise, whatever stands there', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        said((problems) => {
          readFields(value, 'thing', table, problems);
          readWholeNumber(value, 'thing', 0, problems);
          readChoice(value, 'thing', ['a'], problems);
        });
      }),
    );
  });
});
