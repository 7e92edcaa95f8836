const deadlock = '40P01'
const serializationFailure = '40001'

/** Again where others were in the way. */
export async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const code = (error as { code?: string }).code
      if (attempt === 3 || (code !== deadlock && code !== serializationFailure)) throw error
    }
  }
}
