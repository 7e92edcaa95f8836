import type { Request } from '../../road/context.ts'
import { StaleRevision } from '../../road/context.ts'

/** What a call was answered: whoever runs it again asks nobody, not even when it was a no. */
export function rememberAnswers<T>() {
  const answers = new WeakMap<Request, Promise<T>>()
  return async (request: Request, ask: () => Promise<T>): Promise<T> => {
    const answer = answers.get(request) ?? ask()
    answers.set(request, answer)
    return answer.catch((error: unknown) => {
      // Nobody was asked yet.
      if (error instanceof StaleRevision) answers.delete(request)
      throw error
    })
  }
}
