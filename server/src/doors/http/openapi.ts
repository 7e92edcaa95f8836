import { type Command, commands, refusals } from '@plenum/contract'
import { z } from 'zod'

/** The control commands as OpenAPI 3.1, made from the contract. */
export function openApiDocument(url: string, sessionCookie: string) {
  const control = Object.entries(commands as Record<string, Command>).filter(
    ([, { callers }]) => callers.includes('person') || callers.includes('anyone'),
  )
  return {
    openapi: '3.1.0',
    info: {
      title: 'Plenum',
      version: '1',
      description: 'Commands of the console and of automation. Every command is a POST with a JSON object.',
    },
    servers: [{ url }],
    paths: Object.fromEntries(control.map(([name, spec]) => [`/api/${name}`, { post: operation(name, spec) }])),
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: sessionCookie },
        apiKey: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Refusal: refusalSchema },
    },
  }
}

function operation(name: string, spec: Command) {
  return {
    operationId: name,
    summary: spec.summary,
    tags: [name.split('.')[0]],
    security: spec.callers.includes('anyone') ? [] : [{ session: [] }, { apiKey: [] }],
    'x-right': spec.right,
    requestBody: { required: true, content: { 'application/json': { schema: shape(spec.input, 'input') } } },
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: shape(spec.output, 'output') } } },
      default: { description: 'Refused', content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } } },
    },
  }
}

function shape(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}

const refusalSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'number', 'message', 'details'],
      properties: {
        code: { enum: Object.keys(refusals) },
        number: { type: 'integer' },
        message: { type: 'string' },
        details: { type: 'object' },
      },
    },
  },
}
