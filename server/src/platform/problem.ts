/** A reason why Plenum cannot run, in a sentence that the operator can act upon. It is shown without a stack. */
export class Problem extends Error {}

/** The last words of a start or a tool. */
export function tellFailure(error: unknown) {
  if (error instanceof Problem) return console.error(error.message)
  const { syscall, message } = (error ?? {}) as NodeJS.ErrnoException
  if (syscall) return console.error(`Plenum cannot go on: ${message}.`)
  console.error('Plenum cannot go on, for a reason that nobody has foreseen. This is what the program says:')
  console.error(error)
}
