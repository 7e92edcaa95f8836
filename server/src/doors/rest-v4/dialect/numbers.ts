import { type Refusal, type RefusalCode, refusals } from '@plenum/contract'
import type { Endpoint, FieldNumbers, Service } from './endpoint.ts'

/** What the gateway answers before it knows the service, or where the service has no number of its own. */
const gatewayNumbers: Service['numbers'] = { bad_input: 60002, internal: 60008, busy: 60008, database_away: 60008 }

/** What all services of groups share. */
export const groupNumbers: Service['numbers'] = { bad_input: 10004, internal: 10002, busy: 10002, database_away: 10002 }

interface Asked {
  service: Service
  endpoint: Endpoint
}

export function numberOf({ code, details }: Refusal, asked: Asked | undefined): number {
  if (code === 'refused_by_app') return Number(details.number)
  const ofField = code === 'bad_input' || code === 'user_id_not_text' ? fieldNumber(asked?.endpoint.fieldNumbers, details.field) : undefined
  return ofField ?? numberOfCode(code, asked)
}

export function numberOfCode(code: RefusalCode, asked: Asked | undefined): number {
  return asked?.endpoint.numbers?.[code] ?? asked?.service.numbers[code] ?? gatewayNumbers[code] ?? refusals[code].number
}

function fieldNumber(numbers: FieldNumbers | undefined, field: unknown): number | undefined {
  if (!numbers || typeof field !== 'string') return undefined
  const name = /^\w+/.exec(field)?.[0] ?? ''
  return (name.length < field.length ? numbers[`${name}.*`] : undefined) ?? (Object.hasOwn(numbers, name) ? numbers[name] : undefined)
}
