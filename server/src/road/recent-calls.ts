/** A call of the public dialect as the console shows it: nothing of what was said in it, and no signature. */
export interface RecentCall {
  at: Date
  /** `{service}/{command}`. */
  path: string
  /** The administrator in whose name it came. */
  userId: string
  /** ErrorCode of the answer; 0: it succeeded. */
  number: number
  /** ErrorInfo of the answer. */
  explanation: string
  milliseconds: number
}

const callsMax = 100
const appsMax = 2_000
const textMax = 200

/** The last calls of the apps that were called last, as long as this process runs. */
export function rememberCalls() {
  const remembered = new Map<number, RecentCall[]>()
  return {
    note(sdkAppId: number, call: RecentCall) {
      const calls = remembered.get(sdkAppId) ?? []
      calls.push({ ...call, userId: call.userId.slice(0, textMax), explanation: call.explanation.slice(0, textMax) })
      // Twice as many before they are cut, so that not every call moves all others.
      if (calls.length >= 2 * callsMax) calls.splice(0, callsMax)
      // The app called last stands at the end; the one at the front goes first.
      remembered.delete(sdkAppId)
      remembered.set(sdkAppId, calls)
      if (remembered.size > appsMax) remembered.delete(remembered.keys().next().value!)
    },
    /** Newest first. */
    of: (sdkAppId: number): RecentCall[] => (remembered.get(sdkAppId) ?? []).slice(-callsMax).reverse(),
  }
}

export type RecentCalls = ReturnType<typeof rememberCalls>
