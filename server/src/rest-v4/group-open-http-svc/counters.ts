import type { Endpoint } from '../endpoint.ts'

export const counterEndpoints: Endpoint[] = []
