import { type CommandName, commands, type ParsedInput } from '@plenum/contract'
import type { AppContext } from '../../../road/context.ts'

const usual = 'administrator'

/** In whose name a person acts: every app has at least one administrator. */
export function administratorOf({ app }: AppContext): string {
  return app.admins.has(usual) ? usual : [...app.admins].sort()[0]!
}

/** A person who manages a group does it as the app's own server would. */
export function asAdministrator(context: AppContext): AppContext {
  return { ...context, caller: { kind: 'app', sdkAppId: context.app.sdkAppId, userId: administratorOf(context) } }
}

/** What such a call says where nothing else is said. */
export function callOf<N extends CommandName>(name: N, input: unknown): ParsedInput<N> {
  return commands[name].input.parse(input) as ParsedInput<N>
}
