const failuresMax = 5
const pauseMs = 5_000
const pauseMsMax = 60_000

interface State {
  failures: number
  pauseMs: number
  pausedUntil: number
  probing: boolean
}

/**
 * Leaves a receiver alone that has failed five times in a row: for 5 seconds, then one call tries whether it is there again, and the pause
 * doubles up to a minute while it is not.
 */
export function createBreaker(nowMs: () => number = () => performance.now()) {
  const states = new Map<number, State>()
  return {
    /** False: nobody is asked. */
    mayAsk(sdkAppId: number): boolean {
      const state = states.get(sdkAppId)
      if (!state || state.failures < failuresMax) return true
      if (nowMs() < state.pausedUntil || state.probing) return false
      state.probing = true
      return true
    },
    worked(sdkAppId: number) {
      states.delete(sdkAppId)
    },
    /** How long the pause is that begins now; 0: none does. */
    failed(sdkAppId: number): number {
      const state = states.get(sdkAppId) ?? { failures: 0, pauseMs: pauseMs / 2, pausedUntil: 0, probing: false }
      states.set(sdkAppId, state)
      state.failures++
      const isLate = nowMs() < state.pausedUntil
      if (state.failures < failuresMax || isLate) return 0
      state.probing = false
      state.pauseMs = Math.min(state.pauseMs * 2, pauseMsMax)
      state.pausedUntil = nowMs() + state.pauseMs
      return state.pauseMs
    },
  }
}
