/** A code block of a page that is copied from a file, by the comment `<!-- from PATH -->` above it. */
export interface IncludedBlock {
  readonly path: string;
  readonly text: string;
}

const included = /<!-- from (\S+) -->\n```\w*\n([\s\S]*?)```/g;

export function includedBlocks(page: string): readonly IncludedBlock[] {
  return [...page.matchAll(included)].map(([, path = '', text = '']) => ({ path, text }));
}

/** The page with every such block as `read` gives it. */
export function withIncludedBlocks(page: string, read: (path: string) => string): string {
  return page.replace(included, (block: string, path: string, text: string) => {
    const fence = block.slice(0, block.length - text.length - 3);
    return `${fence}${read(path).trimEnd()}\n\`\`\``;
  });
}
