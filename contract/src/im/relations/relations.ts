import { z } from 'zod'

export const userId = z.string()
export const itemsMax = 1000
export const userIds = z.array(userId).min(1).max(itemsMax)

/** What became of each, in the order given. `field`: the one that is wrong; `number` and `text`: the app's own, of `refused_by_app`. */
export const resultsOf = <C extends string = never>(...codes: C[]) =>
  z.object({
    results: z.array(
      z.object({
        userId,
        code: z.enum(['done', ...codes]),
        field: z.string().optional(),
        number: z.number().int().optional(),
        text: z.string().optional(),
      }),
    ),
  })

/** `both`: each has the other. `mine`: only the one who asks has the other. `theirs`: only the other has the one who asks. */
export const relation = z.enum(['both', 'mine', 'theirs', 'none'])
export type Relation = z.output<typeof relation>
export const relations = z.object({ relations: z.array(z.object({ userId, relation: relation.nullable() })) })
export const relationsInput = z.object({ userId, userIds, bothWays: z.boolean() })
