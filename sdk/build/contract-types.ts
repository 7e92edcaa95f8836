import { type Command, commands, events, message, messageBody, offlinePushInfo, refusals } from '@plenum/contract'
import { z } from 'zod'
import { type Schema, writtenType } from './written-type.ts'

/** What a user may call and hear, as plain interfaces: the published types need neither zod nor the rest of Plenum. */
export function contractTypes(): string {
  const ofUsers = Object.entries(commands as Record<string, Command>)
    .filter(([name, { callers }]) => callers.includes('user') && name !== 'connection.open')
    .sort(([one], [other]) => (one < other ? -1 : 1))
  return `// Made from the contract by \`npm run sdk:types\`: not written by hand.

${[...named].map(([name, schema]) => `export type ${name} = ${writtenType(jsonSchema(schema, 'output'), namesWithout(name))}`).join('\n\n')}

/** What a user may call, by name. */
export interface Commands {
${ofUsers.map(([name, command]) => writtenCommand(name, command)).join('\n')}
}

/** What a user may hear, by name. */
export interface Events {
${Object.entries(events)
  .map(([name, content]) => `  '${name}': ${typeOf(content, 'output')}`)
  .join('\n')}
}

/** Every way in which the server says no. */
export type RefusalCode =
${Object.keys(refusals)
  .map((code) => `  | '${code}'`)
  .join('\n')}

/** Calls that only look: asking again is always safe. */
export const reads: readonly string[] = [
${ofUsers
  .filter(([, { effect }]) => effect === 'read')
  .map(([name]) => `  '${name}',`)
  .join('\n')}
]
`
}

function writtenCommand(name: string, { summary, self, input, output }: Command): string {
  return `  /** ${summary.replaceAll('*/', '* /')} */
  '${name}': { input: ${typeOf(input, 'input', self)}; output: ${typeOf(output, 'output')} }`
}

/** Who acts is always the user: the field that says so is left out. */
function typeOf(schema: z.ZodType, io: 'input' | 'output', self?: string): string {
  const written = jsonSchema(schema, io)
  if (self !== undefined && written.properties) delete written.properties[self]
  return writtenType(written, namesWithout(), '  ')
}

/** What stands in many places. */
const named = new Map<string, z.ZodType>([
  ['MessageBody', messageBody],
  ['OfflinePushInfo', offlinePushInfo],
  ['Message', message],
])

function namesWithout(without?: string): Map<string, string> {
  const others = [...named].filter(([name]) => name !== without)
  return new Map(
    others.flatMap(([name, schema]) => (['input', 'output'] as const).map((io) => [JSON.stringify(jsonSchema(schema, io)), name])),
  )
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _, ...written } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return written as Schema
}
