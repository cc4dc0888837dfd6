import { parseArgs } from '@alloydb-gke/core';

const defaultAdminPort = 9091;

/** The URLs of `/quitquitquit` that a command line, or a text in it for a shell, posts to. */
export function quitUrls(words: readonly string[]): readonly string[] {
  const text = words.join('\n');
  const written = [...text.matchAll(/(?:https?:\/\/)?[\w.[\]-]+(?::\d+)?\/quitquitquit\b/g)].map(([url]) =>
    url.startsWith('http') ? url : `http://${url}`,
  );
  const commands = [...text.matchAll(/alloydb-auth-proxy["']?\s+shutdown\b([^;&|]*)/g)].map(([, rest = '']) => {
    const parsed = parseArgs(['shutdown', ...rest.split(/[\s"']+/).filter((word) => word.startsWith('-') || /^\d+$/.test(word))]);
    const port = parsed.command === 'shutdown' ? (parsed.flags.adminPort ?? defaultAdminPort) : defaultAdminPort;
    return `http://127.0.0.1:${port}/quitquitquit`;
  });
  return [...new Set([...written, ...commands])];
}
