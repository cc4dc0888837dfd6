import type { Difference } from '../../examples/article/difference';

/** The differences of one section of the article, for docs/article.md: a heading each, and what is said of it. */
export function differenceList(differences: readonly Difference[], section: string): string {
  const here = differences.filter((difference) => difference.section === section);
  if (here.length === 0) throw new Error(`There is no difference in the section "${section}".`);
  return here
    .map(({ number, title, article, consequence, here: ours, evidence }) =>
      [
        `#### ${number === undefined ? '' : `${number}. `}${title}`,
        '',
        `- **The article:** ${article}`,
        `- **What goes wrong:** ${consequence}`,
        `- **Here:** ${ours}`,
        `- **Evidence:** ${evidence}`,
      ].join('\n'),
    )
    .join('\n\n');
}

const marked = /<!-- differences: (.+?) -->\n[\s\S]*?<!-- end of differences -->/g;

/** The page with the list of differences at every place that is marked for it. */
export function withDifferenceLists(page: string, differences: readonly Difference[]): string {
  return page.replace(marked, (_, section: string) => {
    const list = differenceList(differences, section);
    return `<!-- differences: ${section} -->\n\n${list}\n\n<!-- end of differences -->`;
  });
}
