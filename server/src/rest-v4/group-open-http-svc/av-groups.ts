import type { Endpoint } from '../endpoint.ts'

export const avGroupEndpoints: Endpoint[] = []
