/** Whether what was pasted may name a message: MsgKey, or GroupId and MsgSeq. Judged by the server. */
export function isMessageKey(typed: string): boolean {
  return /^\d{1,10}_\d{1,10}_\d{1,10}$/.test(typed) || /^.{1,192}?[\s,;:]+\d{1,15}$/.test(typed)
}
