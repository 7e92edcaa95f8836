import type { AppTag } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { type Change, recordOfApp } from '../../records/audit.ts'
import { raiseRevision } from '../../road/app-in-memory.ts'
import type { Handlers } from '../../road/context.ts'
import { requireMayTag } from '../people/access-by-tag.ts'
import { getAppRow } from './app-rows.ts'

export const tagHandlers = {
  async 'app.setTags'({ sdkAppId, tags }, context) {
    const { tags: before } = await getAppRow(context.sql, sdkAppId)
    await requireMayTag(context, context.app, { before, after: tags })
    await setTags(context.sql, sdkAppId, tags)
    const { tags: after } = await getAppRow(context.sql, sdkAppId)
    const changes = changesOf(before, after)
    if (changes.length > 0) {
      // What is under way for someone who saw the app by a tag is decided again.
      await raiseRevision(context.sql, sdkAppId)
      await recordOfApp(context, { category: 'settings', action: 'app.tagsSet', changes })
    }
    return { tags: after }
  },
} satisfies Partial<Handlers>

/** In place of those that are there. */
export async function setTags(sql: Sql, sdkAppId: number, tags: AppTag[]): Promise<void> {
  await sql`delete from app_tags where app_id = ${sdkAppId}`
  const [keys, values] = [tags.map(({ key }) => key), tags.map(({ value }) => value)]
  await sql`
    insert into app_tags (app_id, key, value)
    select ${sdkAppId}, key, value from unnest(${keys}::text[], ${values}::text[]) as wanted (key, value)`
}

function changesOf(before: AppTag[], after: AppTag[]): Change[] {
  const valueIn = (tags: AppTag[], key: string) => tags.find((tag) => tag.key === key)?.value ?? null
  return [...new Set([...before, ...after].map(({ key }) => key))]
    .map((key) => ({ field: `Tag ${key}`, before: valueIn(before, key), after: valueIn(after, key) }))
    .filter((change) => change.before !== change.after)
}
