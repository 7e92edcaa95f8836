/** What a message asks not to be asked or told of. Nothing but the callback before it reviews content here, so NoMsgCheck leaves that out. */
export function withoutCallbacks(body: { ForbidCallbackControl?: string[] | undefined; SendMsgControl?: string[] | undefined }) {
  const forbids = (name: string) => body.ForbidCallbackControl?.includes(name)
  const without: ('before' | 'after')[] = []
  if (forbids('ForbidBeforeSendMsgCallback') || body.SendMsgControl?.includes('NoMsgCheck')) without.push('before')
  if (forbids('ForbidAfterSendMsgCallback')) without.push('after')
  return without
}
