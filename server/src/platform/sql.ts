import { createHash } from 'node:crypto'
import { jsonText, toStored } from './stored-text.ts'

/** What came back: rows with their columns in camelCase, and how many rows were read or written. */
export type Rows<R extends readonly unknown[]> = R & { readonly count: number }
// biome-ignore lint/suspicious/noExplicitAny: a row of a statement that says nothing of its columns
type AnyRows = any[]

/** A statement as the server gets it: values apart from the text, each as text or bytes. */
export interface Statement {
  text: string
  values: (string | Buffer | null)[]
  /** Of the prepared statement; none: it is prepared for this once. */
  name?: string
}

export interface Runner {
  run(statement: Statement): Promise<Rows<AnyRows>>
  /** Rows a portion at a time, for what does not fit into memory. */
  read(statement: Statement, portion: number): AsyncIterable<AnyRows>
}

/** A part of a statement: text between values. */
export interface Fragment {
  readonly strings: readonly string[]
  readonly parts: readonly unknown[]
}

/** Runs when it is awaited, once. Put into another template it becomes a part of that one and does not run. */
export interface Query<R extends readonly unknown[]> extends Promise<Rows<R>>, Fragment {
  cursor(portion: number): AsyncIterable<R>
}

/**
 * SQL written as SQL. Every value is a parameter; fragments compose; columns arrive in camelCase. Moments, truth values and bytes say their
 * type, so that the server need not guess it; for others a cast in the text does where it cannot infer the type.
 */
export interface Sql {
  <R extends readonly object[] = AnyRows>(strings: TemplateStringsArray, ...parts: unknown[]): Query<R>
  /** A name, or several with commas: quoted, and in snake_case. */
  (name: string | readonly string[]): Fragment
  /** For `json` and `jsonb`: null is JSON's null. */
  json(value: unknown): Json
  /** For `insert into table …`: the columns and values of a row, or of the keys named. */
  values(row: object, ...keys: string[]): Fragment
  /** For `update table set …`. */
  set(row: object): Fragment
  /** Text of our own without values, also several statements. */
  unsafe<R extends readonly object[] = AnyRows>(text: string): Promise<Rows<R>>
}

class Json {
  readonly text: string
  constructor(value: unknown) {
    this.text = toStored(jsonText(value))
  }
}

class LazyQuery<R extends readonly unknown[]> implements Query<R> {
  readonly [Symbol.toStringTag] = 'Query'
  readonly strings: readonly string[]
  readonly parts: readonly unknown[]
  readonly #runner: Runner
  #running: Promise<Rows<R>> | undefined

  constructor(runner: Runner, strings: readonly string[], parts: readonly unknown[]) {
    this.#runner = runner
    this.strings = strings
    this.parts = parts
  }

  // biome-ignore lint/suspicious/noThenProperty: awaiting it is what runs it
  then<A = Rows<R>, B = never>(
    done?: ((rows: Rows<R>) => A | PromiseLike<A>) | null,
    failed?: ((error: unknown) => B | PromiseLike<B>) | null,
  ) {
    return this.#run().then(done, failed)
  }

  catch<B = never>(failed?: ((error: unknown) => B | PromiseLike<B>) | null) {
    return this.#run().catch(failed)
  }

  finally(settled?: (() => void) | null) {
    return this.#run().finally(settled)
  }

  cursor(portion: number) {
    return this.#runner.read(compile(this), portion) as AsyncIterable<R>
  }

  #run(): Promise<Rows<R>> {
    this.#running ??= (async () => this.#runner.run(compile(this)) as Promise<unknown> as Promise<Rows<R>>)()
    return this.#running
  }
}

export function makeSql(runner: Runner): Sql {
  function sql(given: TemplateStringsArray | string | readonly string[], ...parts: unknown[]) {
    if (typeof given !== 'string' && 'raw' in given) return new LazyQuery(runner, given, parts)
    return text((typeof given === 'string' ? [given] : given).map(quoted).join(', '))
  }
  return Object.assign(sql as unknown as Sql, {
    json: (value: unknown) => new Json(value),
    values(row: object, ...keys: string[]) {
      const entries = entriesOf(row, keys)
      return joined(
        `(${entries.map(([key]) => quoted(key)).join(', ')}) values (`,
        entries.map(([, value]) => ['', value]),
        ')',
      )
    },
    set: (row: object) =>
      joined(
        '',
        entriesOf(row).map(([key, value]) => [`${quoted(key)} = `, value]),
        '',
      ),
    unsafe: (text: string) => runner.run({ text, values: [] }) as never,
  })
}

const text = (whole: string): Fragment => ({ strings: [whole], parts: [] })

/** `before`, then each label with its value, with commas between them, then `after`. */
function joined(before: string, labelled: [string, unknown][], after: string): Fragment {
  const strings = labelled.map(([label], index) => `${index === 0 ? before : ', '}${label}`)
  return { strings: [...strings, after], parts: labelled.map(([, value]) => value) }
}

function entriesOf(row: object, keys: string[] = []): [string, unknown][] {
  if (keys.length === 0) return Object.entries(row)
  return keys.map((key) => [key, (row as Record<string, unknown>)[key]])
}

function isFragment(part: unknown): part is Fragment {
  return typeof part === 'object' && part !== null && 'strings' in part && 'parts' in part
}

export function compile(fragment: Fragment): Statement {
  const values: Statement['values'] = []
  const text = written(fragment, values)
  return { text, values, ...nameOf(text) }
}

function written({ strings, parts }: Fragment, values: Statement['values']): string {
  let text = strings[0]!
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index]
    if (isFragment(part)) text += written(part, values)
    else {
      if (part === undefined) throw new TypeError(`A value is undefined in: ${strings.join('…')}`)
      text += `$${values.push(serialized(part))}${castOf(part)}`
    }
    text += strings[index + 1]
  }
  return text
}

/** What an operator such as minus could take for something else when it is sent without a type. */
function castOf(value: unknown): string {
  if (value instanceof Date) return '::timestamptz'
  if (typeof value === 'boolean') return '::boolean'
  return value instanceof Uint8Array ? '::bytea' : ''
}

function serialized(value: unknown): string | Buffer | null {
  if (value === null) return null
  if (typeof value === 'string') return toStored(value)
  if (Array.isArray(value)) return arrayText(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Json) return value.text
  if (value instanceof Uint8Array) return Buffer.from(value)
  if (typeof value === 'object' || typeof value === 'function')
    throw new TypeError('An object is no value of SQL: hand it over with sql.json')
  return String(value)
}

function arrayText(values: readonly unknown[]): string {
  return `{${values.map(elementText).join(',')}}`
}

function elementText(value: unknown): string {
  if (value === null) return 'NULL'
  if (value === undefined) throw new TypeError('An element of an array is undefined')
  if (Array.isArray(value)) return arrayText(value)
  if (value instanceof Uint8Array) return `"\\\\x${Buffer.from(value).toString('hex')}"`
  const text = serialized(value) as string
  // Twice by a text is half the time of once by an expression.
  return typeof value === 'number' ? text : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
}

/** `senderId` is the column "sender_id". */
function quoted(name: string): string {
  return `"${name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll('"', '""')}"`
}

/** So many texts are prepared under a name, which is a hash of the text; what comes after them is not kept by the server. */
const namesMax = 2_000
const names = new Map<string, { name: string }>()

function nameOf(text: string): { name?: string } {
  const known = names.get(text)
  if (known || names.size >= namesMax) return known ?? {}
  const named = { name: `s${createHash('sha256').update(text).digest('base64url').slice(0, 22)}` }
  names.set(text, named)
  return named
}
