import type { Endpoint } from '../endpoint.ts'

export const memberEndpoints: Endpoint[] = []
