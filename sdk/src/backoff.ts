/** How long to wait before the next attempt: longer each time, and not all clients at once. */
export function backoffMs(attempt: number, { leastMs, mostMs }: { leastMs: number; mostMs: number }, random = Math.random): number {
  const ceiling = Math.min(mostMs, leastMs * 2 ** attempt)
  return ceiling / 2 + (random() * ceiling) / 2
}
