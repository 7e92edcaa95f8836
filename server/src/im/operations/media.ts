import { mediaUrl } from '@plenum/contract'
import { lockApp } from '../../limits/locks.ts'
import type { Handlers } from '../../road/context.ts'
import { block, findBlocked, unblock } from './media-store.ts'

export const mediaHandlers = {
  async 'media.check'({ urls }, { sql, app }) {
    const isValid = (url: string) => mediaUrl.safeParse(url).success
    const blocked = await findBlocked(sql, app.sdkAppId, urls.filter(isValid))
    return { states: urls.map((url) => (blocked.has(url) ? 'blocked' : isValid(url) ? 'fine' : 'invalid')) }
  },

  async 'media.block'({ url }, { sql, app, now }) {
    await lockApp(sql, app, 'revision')
    await block(sql, app.sdkAppId, url, now)
    return {}
  },

  async 'media.unblock'({ url }, { sql, app }) {
    await lockApp(sql, app, 'revision')
    await unblock(sql, app.sdkAppId, url)
    return {}
  },
} satisfies Partial<Handlers>
