import type { Problem } from '@alloydb-gke/core';
import type { Document, LineCounter, Node } from 'yaml';
import { problem } from '../rehearsal-codes';
import type { FoundValue } from './collect-manifests';

/** The documents of a text, or what is wrong with it. */
export interface ReadYaml {
  readonly found: readonly FoundValue[];
  readonly problems: readonly Problem[];
}

/**
 * Reads YAML as kubectl does, which is that of version 1.1: `on` and `yes` are no text, `0644` is octal. Of a mistake only the
 * place is said, never the line: it may hold a password.
 * Source: https://github.com/kubernetes-sigs/yaml
 */
export async function readYaml(text: string, name: string): Promise<ReadYaml> {
  const { isCollection, LineCounter, parseAllDocuments, visit } = await import('yaml');
  const lineCounter = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter,
    prettyErrors: false,
    logLevel: 'error',
    version: '1.1',
    merge: true,
    // Go's reader knows neither numbers to the base of 60 nor dates.
    customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || !(tag.tag.endsWith(':timestamp') || tag.format === 'TIME')),
  });
  const found: FoundValue[] = [];
  const problems: Problem[] = [];
  for (const document of 'empty' in documents ? [] : documents) {
    const wrong = mistakes(document, text, name, lineCounter);
    // "name: {{ .Values.name }}" is a map whose key is a map: YAML, and no manifest.
    visit(document, {
      Pair: (_, { key }) => {
        if (!isCollection(key)) return undefined;
        wrong.push(problem('manifest-template', place(key, name, lineCounter), { reason: 'a map stands where a name belongs' }));
        return visit.BREAK;
      },
    });
    problems.push(...wrong);
    if (wrong.length > 0) continue;
    try {
      const origin = place(document.contents, name, lineCounter);
      const itemOrigin = (index: number): string => place(document.getIn(['items', index], true), name, lineCounter);
      found.push({ value: document.toJS({ maxAliasCount: 1000 }), origin, itemOrigin });
    } catch (error) {
      // An alias that leads nowhere, or aliases in aliases without end.
      const reason = error instanceof Error ? withoutDot(error.message) : String(error);
      problems.push(problem('manifest-yaml-not-readable', place(document.contents, name, lineCounter), { reason }));
    }
  }
  return { found, problems };
}

function mistakes({ errors, warnings }: Document.Parsed, text: string, name: string, lineCounter: LineCounter): Problem[] {
  const all = [...errors, ...warnings];
  // What is open at a mistake cannot be closed there: one sentence a place is enough.
  const places = all.filter(({ pos }, index) => all.findIndex((other) => other.pos[0] === pos[0]) === index);
  return places.map(({ message, pos: [offset] }) => {
    const { line, col } = lineCounter.linePos(offset);
    const code = /\{\{[^}]*\}\}/.test(text) ? 'manifest-template' : 'manifest-yaml-not-readable';
    return problem(code, `${name}:${line}:${col}`, { reason: withoutDot(message) });
  });
}

function place(node: unknown, name: string, lineCounter: LineCounter): string {
  const range = (node as Node | null | undefined)?.range;
  return range ? `${name}:${lineCounter.linePos(range[0]).line}` : `${name}:1`;
}

function withoutDot(message: string): string {
  return message.replace(/\.$/, '');
}
