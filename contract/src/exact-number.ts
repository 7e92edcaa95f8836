import { z } from 'zod'

/** Of ECMAScript 2026, and in Node; the types do not know it yet. */
declare global {
  interface JSON {
    rawJSON(text: string): object
    isRawJSON?(value: unknown): value is { rawJSON: string }
    parse(text: string, reviver: (this: unknown, name: string, member: unknown, context: { source?: string }) => unknown): unknown
  }
}

/** Free content may hold numbers that JavaScript cannot: they pass through as JSON.rawJSON. Where a number is ours, it becomes one. */
export function asNumber(value: unknown): unknown {
  return JSON.isRawJSON?.(value) ? Number(value.rawJSON) : value
}

/** A schema that meets such a number as one. */
export function written<S extends z.ZodType>(schema: S): S {
  return z.preprocess(asNumber, schema) as unknown as S
}
