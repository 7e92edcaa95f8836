import { z } from 'zod'
import { command } from '../../command.ts'
import { email, grant, nothing, password, role, scope, shownName } from '../../values.ts'

export const session = z.object({
  person: z.object({ personId: z.string(), name: z.string(), email: z.string(), operator: z.boolean() }).nullable(),
  account: z.object({ accountId: z.string(), name: z.string() }).nullable(),
  role: role.nullable(),
  scope: scope.nullable(),
  grants: z.array(grant),
  installation: z.object({
    /** The billing time zone, such as `Asia/Shanghai`. */
    timeZone: z.string(),
    manualClock: z.boolean(),
    signUpOpen: z.boolean(),
    charges: z.boolean(),
    /** Whether links are also sent by mail. */
    mail: z.boolean(),
    url: z.string(),
  }),
})
export type Session = z.infer<typeof session>

/** Signing in and out of the console. The session travels in an HttpOnly cookie. */
export const sessionCommands = {
  'session.get': command({
    summary: 'Who is signed in, and what this installation is.',
    callers: ['anyone'],
    effect: 'read',
    input: nothing,
    output: session,
  }),
  'session.signUp': command({
    summary: 'Open an account; the person becomes its owner.',
    callers: ['anyone'],
    effect: 'statement',
    input: z.object({ email, password, name: shownName(80), accountName: shownName(80).optional() }),
    output: session,
  }),
  'session.signIn': command({
    summary: 'Sign in.',
    callers: ['anyone'],
    effect: 'statement',
    input: z.object({ email, password }),
    output: session,
  }),
  'session.signOut': command({ summary: 'Sign out.', callers: ['anyone'], effect: 'write', input: nothing, output: nothing }),
  'session.rename': command({
    summary: 'Change one’s own name. What is written down already keeps the name of then.',
    callers: ['person'],
    effect: 'write',
    right: 'read',
    input: z.object({ name: shownName(80) }),
    output: nothing,
  }),
  'session.changePassword': command({
    summary: 'Change the own password; other sessions of the person end.',
    callers: ['person'],
    effect: 'statement',
    right: 'read',
    input: z.object({ currentPassword: password, newPassword: password }),
    output: nothing,
  }),
  'session.requestPasswordReset': command({
    summary: 'Send a one-time link by mail. Answers the same whether or not the address is known.',
    callers: ['anyone'],
    effect: 'statement',
    input: z.object({ email }),
    output: nothing,
  }),
  'session.resetPassword': command({
    summary: 'Set a new password with a one-time link.',
    callers: ['anyone'],
    effect: 'statement',
    input: z.object({ token: z.string().max(200), newPassword: password }),
    output: session,
  }),
  'session.readInvitation': command({
    summary: 'What an invitation link offers.',
    callers: ['anyone'],
    effect: 'read',
    input: z.object({ token: z.string().max(200) }),
    output: z.object({ email: z.string(), accountName: z.string(), invitedBy: z.string(), role }),
  }),
  'session.acceptInvitation': command({
    summary: 'Join the account that invited.',
    callers: ['anyone'],
    effect: 'statement',
    input: z.object({ token: z.string().max(200), name: shownName(80), password }),
    output: session,
  }),
}
