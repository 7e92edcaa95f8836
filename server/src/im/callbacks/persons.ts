import type { CommandName, Output, ParsedInput } from '@plenum/contract'
import type { Companion, Companions } from '../../road/companions.ts'
import { administratorOf, asAdministrator } from '../groups/managed/as-administrator.ts'
import { saidAs } from '../groups/managed/said-as.ts'

/** The way back, where the app may change what is done, or answers for it. */
interface Back<N extends CommandName, M extends CommandName> {
  input?(input: ParsedInput<N>, changed: ParsedInput<M>): ParsedInput<N>
  answer?(answer: Output<M>, administratorId: string): Output<N>
}

/** What a person changes in the console: the app is asked and told as when an administrator does it through REST. */
export function personCompanions(of: Companions): Companions {
  function like<N extends CommandName, M extends CommandName>(
    name: M,
    said: (input: ParsedInput<N>) => ParsedInput<M>,
    back: Back<N, M> = {},
  ): Companion<ParsedInput<N>> {
    const companion = of[name] as Companion<ParsedInput<M>>
    return {
      async ask(input, context) {
        const asked = await companion.ask?.(said(input), asAdministrator(context))
        if (!asked) return null
        const { input: changed, answer, ...rest } = asked
        return {
          ...rest,
          ...(changed !== undefined && back.input && { input: back.input(input, changed) }),
          ...('answer' in asked && { answer: back.answer ? back.answer(answer as Output<M>, administratorOf(context)) : answer }),
        }
      },
      tell: async (input, context) => (await companion.tell?.(said(input), asAdministrator(context))) ?? null,
    }
  }

  return {
    'appGroup.create': like<'appGroup.create', 'group.create'>('group.create', saidAs.create),
    'appGroup.update': like<'appGroup.update', 'group.update'>('group.update', saidAs.update),
    'appGroup.destroy': like<'appGroup.destroy', 'group.destroy'>('group.destroy', saidAs.destroy),
    'appGroup.addMembers': like<'appGroup.addMembers', 'group.addMembers'>('group.addMembers', saidAs.addMembers, {
      input: (input, { userIds }) => ({ ...input, userIds }),
    }),
    'appGroup.removeMembers': like<'appGroup.removeMembers', 'group.removeMembers'>('group.removeMembers', saidAs.removeMembers),
    'appGroup.send': like<'appGroup.send', 'message.send'>('message.send', saidAs.send, {
      input: (input, { body, cloudCustomData }) => ({ ...input, instead: { body, cloudCustomData } }),
      answer: ({ sequence }, senderId) => ({ senderId, sequence }),
    }),
    'appUser.update': like<'appUser.update', 'profile.set'>('profile.set', ({ userId, changes }) => ({ userId, changes })),
  }
}
