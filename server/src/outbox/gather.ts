/** What comes while a write is under way is written together, by the next one; everybody gets what became of all. */
export function gatherWrites<T, R>(write: (items: T[]) => Promise<R>) {
  let gathered: { items: T[]; written: Promise<R> } | undefined
  let last: Promise<unknown> = Promise.resolve()
  return (item: T): Promise<R> => {
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
