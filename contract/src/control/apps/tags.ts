import { z } from 'zod'
import { command } from '../../command.ts'
import { sdkAppId, text } from '../../values.ts'

const plain = /^[^\p{Cc}\u2028-\u202e\u2066-\u2069]*$/u
const oneLine = (max: number) => text.trim().max(max).regex(plain, 'A tag has no line breaks or control characters.')

export const appTagsMax = 20

/** Searched as `key:value`, so that a key has no colon. */
export const appTag = z.object({ key: oneLine(50).regex(/^[^:]+$/, 'A key has 1 to 50 characters and no colon.'), value: oneLine(100) })
export type AppTag = z.infer<typeof appTag>

export const appTags = z
  .array(appTag)
  .max(appTagsMax)
  .refine((tags) => new Set(tags.map(({ key }) => key)).size === tags.length, 'A key stands in the list once.')

export const tagCommands = {
  'app.setTags': command({
    summary: 'Set the tags of an app, key and value, in place of those it has. `app.list` finds them by `key:value`.',
    callers: ['person'],
    effect: 'write',
    right: 'people',
    input: z.object({ sdkAppId, tags: appTags }),
    output: z.object({ tags: z.array(appTag) }),
  }),
}
