import type { AppDriver, V4Answer } from '../../app-driver.ts'

export const sequences = (answer: V4Answer) => answer.RspMsgList.map(({ MsgSeq }: V4Answer) => MsgSeq) as number[]

/** What was said in groups of an app, as its server reads it. */
export function driveHistory(app: () => AppDriver) {
  const history = (GroupId: string, body: Record<string, unknown> = {}, of = app()) =>
    of.v4('group_open_http_svc/group_msg_get_simple', { GroupId, ReqMsgNumber: 20, ...body })

  return {
    history,
    /** Everything a group has, page by page from the newest on, oldest first. */
    async wholeHistory(groupId: string, of = app()) {
      const all: V4Answer[] = []
      for (let ReqMsgSeq: number | undefined; ; ) {
        const page = await history(groupId, ReqMsgSeq === undefined ? {} : { ReqMsgSeq }, of)
        if (page.RspMsgList.length === 0) return all.reverse()
        all.push(...page.RspMsgList)
        ReqMsgSeq = page.RspMsgList.at(-1).MsgSeq - 1
      }
    },
  }
}
