import type { AppDriver, V4Answer } from '../app-driver.ts'

/** Says it again until it is acknowledged, whatever is killed meanwhile; `retry` hears of each further time. */
export async function insist(app: AppDriver, path: string, body: object, retry: () => void): Promise<V4Answer> {
  for (;;) {
    const answer = await app.v4(path, body).catch(() => null)
    if (answer?.ErrorCode === 0) return answer
    retry()
  }
}

/** How far a load has come: `count` rises, and who waits hears of it by `moved`. */
export function progress(count: () => number) {
  let wake = () => {}
  return {
    moved: () => wake(),
    async reaches(target: number) {
      while (count() < target) await new Promise<void>((resolve) => (wake = resolve))
    },
  }
}
