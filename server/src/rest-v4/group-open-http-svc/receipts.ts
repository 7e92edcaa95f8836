import type { Endpoint } from '../endpoint.ts'

export const receiptEndpoints: Endpoint[] = []
