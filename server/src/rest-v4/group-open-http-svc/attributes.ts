import type { Endpoint } from '../endpoint.ts'

export const attributeEndpoints: Endpoint[] = []
