/** How many sockets of TCP this process has open, and connections of them that are under way. */
export function openSockets(): number {
  return process.getActiveResourcesInfo().filter((name) => /^TCP(Socket|Connect)|^TLS/.test(name)).length;
}
