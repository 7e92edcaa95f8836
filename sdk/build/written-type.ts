/** As much of JSON Schema as zod writes. */
export interface Schema {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  items?: Schema
  prefixItems?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  description?: string
}

/** A schema as the text of a TypeScript type. What has a name of its own is written by it. */
export function writtenType(schema: Schema, names: ReadonlyMap<string, string>, indent = ''): string {
  const name = names.get(JSON.stringify(schema))
  if (name !== undefined) return name
  if ('const' in schema) return literal(schema.const)
  if (schema.enum) return union(schema.enum.map(literal))
  const parts = schema.anyOf ?? schema.oneOf
  if (parts) return union(parts.map((part) => writtenType(part, names, indent)))
  if (schema.allOf) return schema.allOf.map((part) => writtenType(part, names, indent)).join(' & ')
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => writtenType({ ...schema, type }, names, indent)))
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type
    case 'number':
    case 'integer':
      return 'number'
    case 'array':
      if (schema.prefixItems) return `[${schema.prefixItems.map((item) => writtenType(item, names, indent)).join(', ')}]`
      return `Array<${schema.items ? writtenType(schema.items, names, indent) : 'unknown'}>`
    case 'object':
      return writtenObject(schema, names, indent)
    default:
      return 'unknown'
  }
}

function writtenObject(
  { properties = {}, required = [], additionalProperties }: Schema,
  names: ReadonlyMap<string, string>,
  indent: string,
): string {
  const inner = `${indent}  `
  const lines = Object.entries(properties).map(([name, field]) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name)
    return `${inner}${key}${required.includes(name) ? '' : '?'}: ${writtenType(field, names, inner)}`
  })
  if (lines.length === 0) {
    const values = typeof additionalProperties === 'object' ? writtenType(additionalProperties, names, indent) : 'unknown'
    return additionalProperties === false || additionalProperties === undefined ? 'Record<string, never>' : `Record<string, ${values}>`
  }
  return `{\n${lines.join('\n')}\n${indent}}`
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : JSON.stringify(value)
}

function union(texts: string[]): string {
  const distinct = [...new Set(texts)]
  return distinct.length === 1 ? distinct[0]! : `(${distinct.join(' | ')})`
}
