/** A call as a published SDK makes it, and what its client reads from the answer. */
export type Call = [path: string, body: () => object, answer?: object]

export const now = Date.parse('2022-11-10T06:20:00Z') / 1000
export const text = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hello' } }]
/** ann's, with ben and cy in it; she has said something there. */
export const groupId = 'roses'
/** An audio-video group. */
export const live = 'live'
/** MsgKey of what ann has said to ben. */
export const scene = { saidKey: '' }

let random = 0
export const nextRandom = () => ++random
