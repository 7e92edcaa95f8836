import { Refusal } from '@plenum/contract'

/**
 * What a member of a body holds. Content belongs to the app and is kept character by character. Of wording half a character becomes the
 * sign for it. Everything else is an id or a name.
 */
export type Holds = 'content' | 'wording' | 'name'

type HoldsOf = (member: string, holder: object) => Holds

const oddEscape = /\\u(?:0000|d[89a-f]|005f)|__proto__/i

/** Refuses, with its field: NUL, half a character, a member that objects of JavaScript cannot have. `text`: what `value` was read from. */
export function refuseOddText(text: string, value: unknown, holdsOf: HoldsOf = () => 'name'): void {
  if (oddEscape.test(text)) refuseOdd(value, '', 'name', holdsOf)
}

function refuseOdd(value: unknown, field: string, holds: Holds, holdsOf: HoldsOf): void {
  if (typeof value === 'string') refuseOddCharacters(value, field, holds)
  if (Array.isArray(value)) for (const [index, item] of value.entries()) refuseOdd(item, `${field}[${index}]`, holds, holdsOf)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (name === '__proto__') throw refusal(field, 'nothing may be called __proto__')
      refuseOddCharacters(name, field, holds)
      refuseOdd(member, field ? `${field}.${name}` : name, holds === 'name' ? holdsOf(name, value) : holds, holdsOf)
    }
  }
}

function refuseOddCharacters(text: string, field: string, holds: Holds): void {
  if (holds === 'content') return
  if (text.includes('\0')) throw refusal(field, 'holds the character NUL')
  if (holds === 'name' && !text.isWellFormed()) throw refusal(field, 'holds half a character')
}

function refusal(field: string, reason: string): Refusal {
  return new Refusal('bad_input', { field, reason: `${field || 'The body'}: ${reason}.` })
}
