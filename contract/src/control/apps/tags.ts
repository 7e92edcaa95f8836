import { z } from 'zod'
import { command } from '../../command.ts'
import { appTag, sdkAppId } from '../../values.ts'

export const appTagsMax = 20

export const appTags = z
  .array(appTag)
  .max(appTagsMax)
  .refine((tags) => new Set(tags.map(({ key }) => key)).size === tags.length, 'A key stands in the list once.')

export const tagCommands = {
  'app.setTags': command({
    summary:
      'Set the tags of an app, key and value, in place of those it has. `app.list` finds them by `key:value`, and persons and API keys may be limited to apps by them: a tag that gives or takes the app from someone is changed by who could give all that they have (`tag_gives_access`).',
    callers: ['person'],
    effect: 'write',
    right: 'people',
    input: z.object({ sdkAppId, tags: appTags }),
    output: z.object({ tags: z.array(appTag) }),
  }),
}
