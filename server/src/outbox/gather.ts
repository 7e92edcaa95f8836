/** What comes while a write is under way is written together, by the next one. */
export function gatherWrites<T>(write: (items: T[]) => Promise<void>) {
  let gathered: { items: T[]; written: Promise<void> } | undefined
  let last: Promise<unknown> = Promise.resolve()
  return (item: T): Promise<void> => {
    if (gathered) {
      gathered.items.push(item)
      return gathered.written
    }
    const items = [item]
    const written = last.then(() => {
      gathered = undefined
      return write(items)
    })
    gathered = { items, written }
    last = written.catch(() => {})
    return written
  }
}
