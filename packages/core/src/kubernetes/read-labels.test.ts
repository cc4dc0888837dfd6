import { describe, expect, it } from 'vitest';
import { problemText } from '../errors/problem';
import { ProblemList } from '../errors/problem-list';
import { readAnnotations, readLabels } from './read-labels';

const said = (read: typeof readLabels, value: unknown): readonly string[] => {
  const problems = new ProblemList();
  read(value, 'labels', problems);
  return problems.all.map(problemText);
};

describe('labels', () => {
  it.each([
    [undefined],
    [{}],
    [{ team: 'payments', 'acme.dev/cost-centre': '4711', 'a_B.c': '' }],
    [{ [`${'d'.repeat(63)}.dev/${'n'.repeat(63)}`]: 'v'.repeat(63) }],
    [{ team: undefined }],
  ])('are taken as Kubernetes takes them: %j', (value) => {
    expect(said(readLabels, value)).toEqual([]);
  });

  it.each([
    ['x', ['labels: "x" is not an object of labels. Put an object of labels here.']],
    [['x'], ['labels: ["x"] is not an object of labels. Put an object of labels here.']],
    [{ a: 1 }, ['labels.a: 1 is not text. Put text here.']],
    [
      { 'a b': '!' },
      [
        'labels: "a b" cannot be the name of a label or an annotation. Use 1 to 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit. A DNS name with a "/" may stand before it: "acme.dev/team".',
        'labels.a b: "!" cannot be the value of a label. Use at most 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit.',
      ],
    ],
  ])('are refused as Kubernetes refuses them: %j', (value, expected) => {
    expect(said(readLabels, value)).toEqual(expected);
  });

  it.each(['', '/team', 'acme.dev/', 'a/b/c', 'Acme/team', '-a', 'a'.repeat(64)])('are not called %j', (name) => {
    expect(said(readLabels, { [name]: 'x' })).toHaveLength(1);
  });
});

describe('annotations', () => {
  it('hold any text under the name of a label', () => {
    expect(said(readAnnotations, { 'acme.dev/note': 'Any text, at any length: äöü!' })).toEqual([]);
    expect(said(readAnnotations, { note: 5, 'a b': 'x' })).toEqual([
      'labels.note: 5 is not text. Put text here.',
      expect.stringContaining('"a b" cannot be the name of a label or an annotation.'),
    ]);
  });
});
