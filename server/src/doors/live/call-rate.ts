import type { Config } from '../../config.ts'

export interface CallBounds {
  perSecond: number
  atOnce: number
}

export const callBounds = ({ liveCallsPerSecondMax }: Config): CallBounds => ({ perSecond: liveCallsPerSecondMax, atOnce: 64 })

/** How much one connection calls. Technical time. */
export class CallRate {
  private second = 0
  private inSecond = 0
  atOnce = 0

  /** `refuse`: this call is too much; `end`: it goes on although it was refused for a whole second's worth. */
  decide({ perSecond, atOnce }: CallBounds, nowMs: number): 'take' | 'refuse' | 'end' {
    const second = Math.floor(nowMs / 1000)
    if (second !== this.second) {
      this.second = second
      this.inSecond = 0
    }
    this.inSecond += 1
    if (this.inSecond > 2 * perSecond) return 'end'
    return this.inSecond > perSecond || this.atOnce >= atOnce ? 'refuse' : 'take'
  }
}
